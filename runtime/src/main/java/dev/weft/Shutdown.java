package dev.weft;

import java.time.Duration;
import java.util.Set;

/** The end of a loop: tasks first, then the default executor, in the order of asyncio.run. */
final class Shutdown {
  /** How long run() waits for jobs of the default executor (constants.THREAD_JOIN_TIMEOUT). */
  private static final Duration JOIN_TIMEOUT = Duration.ofMinutes(5);

  private Shutdown() {}

  /** What {@link Runner#close} does before it closes the loop. */
  static void of(EventLoop loop) {
    endTasks(loop);
    loop.runUntilComplete(loop.shutdownAsyncGenerators());
    loop.runUntilComplete(loop.shutdownDefaultExecutor(JOIN_TIMEOUT));
  }

  /** Cancels all tasks, in creation order, waits for them, and reports those that failed. */
  static void endTasks(EventLoop loop) {
    Set<Task<?>> left = loop.allTasks();
    if (left.isEmpty()) {
      return;
    }
    if (EventLoop.runningOrNull() != null) {
      return; // Another loop runs in this thread, so that ours cannot.
    }
    left.forEach(Task::cancel);
    loop.runUntilComplete(Gather.settled(loop, left));
    reportFailures(loop, left);
  }

  /** Tells of those tasks that failed when they were cancelled. */
  static void reportFailures(EventLoop loop, Set<Task<?>> ended) {
    for (Task<?> task : ended) {
      Throwable failure = task.peekFailure();
      if (failure != null) {
        loop.callExceptionHandler(
            ExceptionContext.of("unhandled exception during Asyncio.run() shutdown")
                .withException(failure)
                .with(task));
      }
    }
  }

  /** A task that was started while the others were ended, or that could not be ended. */
  static void reportDestroyed(EventLoop loop, Task<?> task) {
    loop.callExceptionHandler(
        ExceptionContext.of("Task was destroyed but it is pending!").with(task));
  }
}
