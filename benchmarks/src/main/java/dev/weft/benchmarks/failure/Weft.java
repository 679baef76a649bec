package dev.weft.benchmarks.failure;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.benchmarks.OnWeft;
import dev.weft.benchmarks.Sizes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** What does an exception cost that passes ten awaits, its making included? */
@OperationsPerInvocation(Sizes.FAILURES)
public class Weft extends OnWeft {
  private static final int FAILURES = Sizes.shrunk(Sizes.FAILURES);

  /** Nobody has suspended when it is thrown. */
  @Benchmark
  public int atOnce() {
    return run(failures(false));
  }

  /** All ten have suspended. */
  @Benchmark
  public int afterTurn() {
    return run(failures(true));
  }

  @Async
  private static Coroutine<Integer> failures(boolean later) {
    int caught = 0;
    for (int i = 0; i < FAILURES; i++) {
      try {
        caught -= await(down(10, later));
      } catch (IllegalStateException expected) {
        caught++;
      }
    }
    return done(caught);
  }

  @Async
  private static Coroutine<Integer> down(int levels, boolean later) {
    if (levels > 0) {
      return done(await(down(levels - 1, later)) + 1);
    }
    if (later) {
      await(yieldNow());
    }
    throw new IllegalStateException("expected");
  }
}
