package dev.weft.debug;

/** The first lines of a dump as text: the loop, and what it is busy with if it does not answer. */
final class Headline {
  private Headline() {}

  static void append(StringBuilder text, TaskDump dump) {
    text.append(dump.loop()).append(" at ").append(Times.text(dump.time())).append(": ");
    text.append(counted(dump.tasks().size(), "task")).append(", ");
    text.append(counted(dump.timers().size(), "timer")).append(", ");
    text.append(dump.ready()).append(" ready");
    if (dump.jobs() > 0) {
      text.append(", ").append(counted(dump.jobs(), "job")).append(" in executors");
    }
    text.append('\n');
    if (!dump.busyWith().isEmpty()) {
      text.append("The loop did not answer: its thread is busy here.\n");
      dump.busyWith().forEach(place -> text.append("    at ").append(place).append('\n'));
    }
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
