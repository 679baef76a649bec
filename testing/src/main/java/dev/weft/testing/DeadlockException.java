package dev.weft.testing;

import dev.weft.EventLoop;
import dev.weft.Task;

/**
 * Nothing is ready, no timer is set, and the main coroutine is not done: nobody will ever wake it.
 */
public final class DeadlockException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private DeadlockException(String message) {
    super(message);
  }

  static DeadlockException of(EventLoop loop) {
    StringBuilder text =
        new StringBuilder("[Deadlock] nothing is ready and no timer is set, but these wait:");
    for (Task<?> task : loop.allTasks()) {
      text.append(System.lineSeparator()).append("  ").append(task);
      for (StackTraceElement place : task.stack()) {
        text.append(System.lineSeparator()).append("      at ").append(place);
      }
    }
    return new DeadlockException(text.toString());
  }
}
