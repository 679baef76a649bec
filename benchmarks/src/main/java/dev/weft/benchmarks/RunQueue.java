package dev.weft.benchmarks;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The loop that users of CompletableFuture write: one thread takes what was queued. */
public final class RunQueue implements Executor {
  private static final Runnable NOTHING = () -> {};

  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

  @Override
  public void execute(Runnable work) {
    ready.add(work);
  }

  /** Done once everything that waits now has run. */
  public CompletableFuture<Void> yieldNow() {
    return CompletableFuture.runAsync(NOTHING, this);
  }

  /** Runs until nothing waits, then gives the result. */
  public <T> T run(CompletableFuture<T> main) {
    Runnable work;
    while ((work = ready.poll()) != null) {
      work.run();
    }
    return main.join();
  }
}
