package dev.weft;

import java.util.List;
import java.util.Locale;

/** What is told of an entry that holds the loop, while it does. */
final class Stalls {
  private Stalls() {}

  static void report(Object entry, long nanos, StackTraceElement[] stack) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s has been holding the loop for %.3f seconds and is here now:",
            Entries.what(entry),
            nanos / 1e9));
    for (StackTraceElement place : Traces.aboveLoop(List.of(stack))) {
      text.append(System.lineSeparator()).append("\tat ").append(place);
    }
    Reports.warn(text.toString());
  }
}
