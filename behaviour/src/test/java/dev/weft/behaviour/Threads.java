package dev.weft.behaviour;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Code in another thread, joined before the test goes on. */
final class Threads {
  private Threads() {}

  /** What can be run in a thread. */
  @FunctionalInterface
  interface Action {
    void run() throws Throwable;
  }

  /** Runs something in a new thread, waits for its end, and gives what it threw. */
  static @Nullable Throwable failureOf(Action action) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    join(
        start(
            () -> {
              try {
                action.run();
              } catch (Throwable thrown) {
                failure.set(thrown);
              }
            }));
    return failure.get();
  }

  /** Runs something in a new thread and waits for its end. */
  static void run(Action action) {
    Throwable failure = failureOf(action);
    if (failure != null) {
      throw new AssertionError("in another thread: " + failure, failure);
    }
  }

  /** Starts a thread. */
  static Thread start(Runnable action) {
    Thread thread = new Thread(action, "test");
    thread.setDaemon(true); // A test that fails must not keep the JVM alive.
    thread.start();
    return thread;
  }

  /** Waits for the end of a thread. */
  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while joining " + thread, e);
    }
  }
}
