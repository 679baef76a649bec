package dev.weft.benchmarks;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The loop that users of CompletableFuture write: one thread takes what was queued. */
public final class RunQueue implements Executor {
  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

  @Override
  public void execute(Runnable work) {
    ready.add(work);
  }

  /** Done once everything that waits now has run. */
  public CompletableFuture<Void> yieldNow() {
    return CompletableFuture.runAsync(RunQueue::nothing, this);
  }

  private static void nothing() {}

  /** Runs until nothing waits, then gives the result. */
  public <T> T run(CompletableFuture<T> main) {
    Runnable work;
    while ((work = ready.poll()) != null) {
      work.run();
    }
    if (!main.isDone()) {
      throw new IllegalStateException(
          "nothing is left to run, but there is no result: a step failed");
    }
    return main.join();
  }
}
