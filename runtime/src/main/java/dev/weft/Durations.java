package dev.weft;

import java.time.Duration;

/** Nanoseconds as the loop counts them: saturated, never overflowing. */
final class Durations {
  private Durations() {}

  /** The length in nanoseconds; 292 years and more count as 292 years. */
  static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** That much later than a time; a negative length is earlier. */
  static long later(long nanos, Duration by) {
    return saturatedAdd(nanos, nanos(by));
  }

  /** The sum; a deadline beyond the end of time is the end of time. */
  static long saturatedAdd(long nanos, long delayNanos) {
    long sum = nanos + delayNanos;
    if (delayNanos > 0 && sum < nanos) {
      return Long.MAX_VALUE;
    }
    if (delayNanos < 0 && sum > nanos) {
      return Long.MIN_VALUE;
    }
    return sum;
  }
}
