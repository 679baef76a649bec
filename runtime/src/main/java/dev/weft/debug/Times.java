package dev.weft.debug;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
final class Times {
  private Times() {}

  /** {@code 250 us}, {@code 12.5 ms}, {@code 3 s}, {@code 1:02:03 h}: three digits are enough. */
  static String text(Duration duration) {
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
    double nanos = duration.getSeconds() * 1e9 + duration.getNano();
    if (nanos < 1e6) {
      return number(nanos / 1e3) + " us";
    } else if (nanos < 1e9) {
      return number(nanos / 1e6) + " ms";
    } else if (nanos < 3600e9) {
      return number(nanos / 1e9) + " s";
    }
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d h",
        duration.toHours(),
        duration.toMinutesPart(),
        duration.toSecondsPart());
  }

  private static String number(double value) {
    String digits = String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    return digits.replaceFirst("\\.?0+$", "");
  }
}
