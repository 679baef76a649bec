package dev.weft.testing;

import dev.weft.ExceptionContext;
import dev.weft.debug.TaskDump;
import dev.weft.debug.TaskView;
import dev.weft.debug.TimerView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a test left behind, in words. */
final class Leaks {
  /** So many lines of a stack say where something comes from. */
  private static final int MOST_PLACES = 5;

  /** What the simulated network calls its timers, which are no leaks of a test. */
  static final String UNDER_WAY = "<under way in the simulated network>";

  private Leaks() {}

  static List<String> in(TaskDump dump) {
    List<String> leaks = new ArrayList<>();
    for (TaskView task : dump.tasks()) {
      StringBuilder text = new StringBuilder();
      text.append("task ").append(task.name()).append(" running ").append(task.coroutine());
      if (task.waitsFor() != null) {
        text.append(", waiting for ").append(task.waitsFor());
      }
      text.append(madeAt("made", task.createdAt()));
      places(text, task.stack());
      leaks.add(text.toString());
    }
    for (TimerView timer : dump.timers()) {
      if (timer.what().equals(UNDER_WAY)) {
        continue;
      }
      leaks.add(
          "timer for "
              + timer.what()
              + ", due in "
              + timer.left().toMillis()
              + " ms"
              + madeAt("scheduled", timer.createdAt()));
    }
    return leaks;
  }

  static List<String> open(List<String> generators, List<String> resources) {
    List<String> leaks = new ArrayList<>();
    generators.forEach(each -> leaks.add("open async generator " + each));
    resources.forEach(each -> leaks.add("unclosed " + each));
    return leaks;
  }

  /** What the loop's exception handler was told. */
  static String text(ExceptionContext report) {
    StringBuilder text = new StringBuilder(report.message());
    Object concerned = report.task() != null ? report.task() : report.future();
    if (concerned == null) {
      concerned = report.handle();
    }
    if (concerned != null) {
      text.append(": ").append(concerned);
    } else if (report.about() != null) {
      text.append(": ").append(report.about());
    }
    Throwable failure = report.exception();
    if (failure != null) {
      text.append("\n    ").append(failure);
      places(text, List.of(failure.getStackTrace()));
    }
    return text.toString();
  }

  private static void places(StringBuilder text, List<StackTraceElement> stack) {
    for (StackTraceElement place : stack.subList(0, Math.min(MOST_PLACES, stack.size()))) {
      text.append("\n      at ").append(place);
    }
  }

  private static String madeAt(String how, @Nullable StackTraceElement place) {
    return place == null
        ? ""
        : ", " + how + " at " + place.getFileName() + ":" + place.getLineNumber();
  }
}
