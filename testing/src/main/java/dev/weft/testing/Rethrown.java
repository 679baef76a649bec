package dev.weft.testing;

/** Throws what the compiler would not let through. */
final class Rethrown {
  private Rethrown() {}

  /** Never returns; {@code throw Rethrown.unchecked(e)} tells the compiler so. */
  @SuppressWarnings("unchecked")
  static <E extends Throwable> RuntimeException unchecked(Throwable failure) throws E {
    throw (E) failure;
  }
}
