package dev.weft;

import java.lang.ref.Cleaner;

/** Tells when objects are collected: one thread of the JVM's for all who want to know. */
final class Collected {
  private static final Cleaner CLEANER = Cleaner.create();

  private Collected() {}

  /** Runs {@code action}, which must not refer to {@code object}, when that was collected. */
  static Cleaner.Cleanable then(Object object, Runnable action) {
    return CLEANER.register(object, action);
  }
}
