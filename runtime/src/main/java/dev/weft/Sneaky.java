package dev.weft;

/** Throws checked exceptions where the language cannot see them: await rethrows the original. */
final class Sneaky {
  private Sneaky() {}

  /** Throws {@code error} itself; the return type only lets a caller write {@code throw}. */
  static RuntimeException rethrow(Throwable error) {
    return Sneaky.<RuntimeException>raise(error);
  }

  @SuppressWarnings("unchecked") // The cast is erased; that is the trick.
  private static <X extends Throwable> RuntimeException raise(Throwable error) throws X {
    throw (X) error;
  }
}
