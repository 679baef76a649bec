package dev.weft;

import dev.weft.debug.jfr.FlightRecording;
import dev.weft.loop.Dispatch;
import org.jspecify.annotations.Nullable;

/**
 * JDK Flight Recorder's decorator: tells of each task's start, end and long steps, and of stalls.
 */
final class RecordedEntries implements Dispatch {
  private final EventLoop loop;
  private final Dispatch inner;

  RecordedEntries(EventLoop loop, Dispatch inner) {
    this.loop = loop;
    this.inner = inner;
  }

  @Override
  public void run(Object ready) {
    Object entry = Children.takeTask(ready);
    Task<?> task = entry instanceof Task<?> its && !its.isDone() ? its : null;
    FlightRecording.Entry running = begins(task);
    try {
      inner.run(entry);
    } finally {
      ends(task, running);
      if (running.nanos() >= Durations.nanos(loop.slowCallbackDuration())) {
        running.wasStall(Entries.what(entry));
      }
    }
  }

  /** The first step of an eager task, which no queue has seen. */
  static void step(Task<?> task) {
    FlightRecording.Entry running = begins(task);
    try {
      task.step();
    } finally {
      ends(task, running);
    }
  }

  private static FlightRecording.Entry begins(@Nullable Task<?> task) {
    if (task != null && !task.hasStarted()) {
      FlightRecording.taskStarts(task.number(), task.name(), task.coroutine().describe());
    }
    return FlightRecording.entryBegins();
  }

  private static void ends(@Nullable Task<?> task, FlightRecording.Entry running) {
    if (task != null) {
      running.stepEnds(task.number(), task.name());
      if (task.isDone()) {
        FlightRecording.taskEnds(task.number(), task.name(), outcome(task));
      }
    }
  }

  private static String outcome(Task<?> task) {
    Throwable failure = task.peekFailure();
    return task.isCancelled()
        ? "cancelled"
        : failure == null ? "finished" : failure.getClass().getName();
  }

  @Override
  public boolean isCancelled(Object entry) {
    return inner.isCancelled(entry);
  }
}
