package dev.weft.loop;

/** A monotonic clock: the loop's only idea of time. */
@FunctionalInterface
public interface Clock {
  /** Real time. */
  Clock SYSTEM = System::nanoTime;

  /**
   * The time in nanoseconds since an arbitrary origin, never less than before.
   *
   * <p>Deadlines are compared with {@code <}, not by difference: the origin must be such that the
   * value does not wrap within the life of the loop.
   */
  long nanos();
}
