package dev.weft.behaviour;

import java.util.function.BooleanSupplier;

/** For claims that hold only once something was collected. */
final class Garbage {
  private static final int MOST_COLLECTIONS = 100;

  private Garbage() {}

  /** Collects garbage until the event arrives; false if it does not within a bound. */
  static boolean collectUntil(BooleanSupplier event) {
    for (int i = 0; i < MOST_COLLECTIONS; i++) {
      if (event.getAsBoolean()) {
        return true;
      }
      System.gc();
    }
    return event.getAsBoolean();
  }
}
