package dev.weft;

import dev.weft.compiled.Frame;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a loop's blocking code runs: its default executor, or one that the caller names. */
final class LoopExecutors {
  private final EventLoop loop;

  /** Made when it is first needed. */
  private @Nullable ExecutorService byDefault;

  private boolean shutdown;

  LoopExecutors(EventLoop loop) {
    this.loop = loop;
  }

  void setDefault(ExecutorService executor) {
    byDefault = executor;
  }

  <T> Future<T> run(@Nullable Executor executor, Callable<T> blocking) {
    Job<T> job = new Job<>(loop, loop.recorded(blocking));
    Executor where = executor == null ? requireDefault() : executor;
    where.execute(job);
    loop.outsideJobs(1);
    return job.future;
  }

  private ExecutorService requireDefault() {
    if (shutdown) {
      throw new IllegalStateException("Executor shutdown has been called");
    }
    ExecutorService executor = byDefault;
    if (executor == null) {
      executor = newDefault();
      byDefault = executor;
    }
    return executor;
  }

  /** Virtual threads where the JDK has them, else daemon threads; neither keeps the JVM alive. */
  private static ExecutorService newDefault() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException tooOld) {
      return Executors.newCachedThreadPool(
          job -> {
            Thread thread = new Thread(job, "weft-executor");
            thread.setDaemon(true);
            return thread;
          });
    }
  }

  /** Refuses new jobs and waits for the running ones, in a thread of its own as asyncio does. */
  Coroutine<Void> shutdown(@Nullable Duration timeout) {
    return new Frame<>(
        (self, frame, task) -> {
          if (frame.state == Frame.START) {
            shutdown = true;
            ExecutorService executor = byDefault;
            if (executor == null) {
              return null;
            }
            executor.shutdown();
            Object ended = Frame.await(termination(executor, timeout), frame, task);
            if (ended == Frame.SUSPENDED) {
              frame.state = 1;
              return ended;
            }
          } else {
            frame.resumed(task);
          }
          return null;
        },
        null);
  }

  private Future<Void> termination(ExecutorService executor, @Nullable Duration timeout) {
    if (executor.isTerminated()) {
      return Future.finished(loop, null);
    }
    Job<Void> job =
        new Job<>(
            loop,
            () -> {
              long nanos = timeout == null ? Long.MAX_VALUE : Durations.nanos(timeout);
              if (!executor.awaitTermination(nanos, TimeUnit.NANOSECONDS)) {
                Reports.warn(
                    "The executor did not finish its jobs within "
                        + timeout
                        + "; the loop shuts down without waiting for them");
              }
              return null;
            });
    loop.outsideJobs(1);
    Thread joiner = new Thread(job, "weft-executor-shutdown");
    joiner.setDaemon(true);
    joiner.start();
    return job.future;
  }

  /** The loop closes: jobs that run may end, nobody waits for them. */
  void abandon() {
    shutdown = true;
    if (byDefault != null) {
      byDefault.shutdown();
    }
  }

  /** A call in another thread and the loop's future of it. */
  private static final class Job<T> extends FutureTask<T> {
    private final EventLoop loop;
    private final JobFuture<T> future;

    Job(EventLoop loop, Callable<T> blocking) {
      super(blocking);
      this.loop = loop;
      this.future = new JobFuture<>(loop, this);
    }

    /** In the job's thread, or in the loop's when the job was cancelled before it started. */
    @Override
    protected void done() {
      // A loop that was closed meanwhile is told nothing.
      loop.offerFromOutside(
          Handle.internal(
              loop,
              () -> {
                loop.outsideJobs(-1);
                future.settle();
              }));
    }
  }

  private static final class JobFuture<T> extends Future<T> {
    private final Job<T> job;

    JobFuture(EventLoop loop, Job<T> job) {
      super(loop);
      this.job = job;
    }

    @Override
    String whatItIs() {
      return "job in an executor";
    }

    void settle() {
      if (isDone()) {
        return; // Cancelled meanwhile: the result is nobody's.
      }
      try {
        complete(job.get());
      } catch (java.util.concurrent.ExecutionException e) {
        fail(e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException impossible) {
        throw new AssertionError("a finished job does not wait", impossible);
      }
    }

    /** The job is not interrupted, as in Python: it may hold a lock or be half through a write. */
    @Override
    boolean cancelWith(@Nullable String message) {
      boolean cancelled = super.cancelWith(message);
      if (cancelled) {
        job.cancel(false);
      }
      return cancelled;
    }
  }
}
