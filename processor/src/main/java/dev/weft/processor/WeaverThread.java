package dev.weft.processor;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The thread beside javac's, on which classes are woven. */
final class WeaverThread {
  /** What it is called in thread dumps. */
  static final String NAME = "weft-weaver";

  /**
   * How long it outlives its last class. In a build daemon it would hold on to the class loader of
   * the processor, so not for long.
   */
  private static final Duration IDLE = Duration.ofSeconds(2);

  private WeaverThread() {}

  /**
   * A thread that starts with the first class and ends by itself, or null if classes are better
   * woven by javac's: where no second processor would run it, and where nobody says when the
   * compilation ends, so that nothing may be put off.
   */
  static @Nullable Executor ifUseful(boolean isEndPromised, int processors) {
    return isEndPromised && processors > 1 ? executor(IDLE) : null;
  }

  static Executor executor(Duration idle) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            idle.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            WeaverThread::daemon);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(null, work, NAME, 0, false);
    thread.setDaemon(true);
    return thread;
  }
}
