package dev.weft.benchmarks.failure;

import dev.weft.benchmarks.RunQueue;
import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Futures that fail, and ten more that depend on each other. */
@OperationsPerInvocation(Sizes.FAILURES)
@SuppressWarnings("FutureReturnValueIgnored") // RunQueue.run tells of a step that failed.
public class Futures extends Workload {
  private static final int FAILURES = Sizes.shrunk(Sizes.FAILURES);

  private final RunQueue loop = new RunQueue();

  /** They have failed when they are taken. */
  @Benchmark
  public int atOnce() {
    int caught = 0;
    for (int i = 0; i < FAILURES; i++) {
      try {
        caught -= down(10, CompletableFuture.failedFuture(failure())).join();
      } catch (CompletionException expected) {
        caught++;
      }
    }
    return caught;
  }

  /** They fail later. */
  @Benchmark
  public int afterTurn() {
    Failing failing = new Failing();
    failing.next();
    return loop.run(failing.end);
  }

  private static CompletableFuture<Integer> down(int levels, CompletableFuture<Integer> last) {
    return levels == 0 ? last : down(levels - 1, last).thenApply(value -> value + 1);
  }

  private static IllegalStateException failure() {
    return new IllegalStateException("expected");
  }

  private final class Failing {
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private int caught;

    void next() {
      if (caught == FAILURES) {
        end.complete(caught);
      } else {
        down(10, loop.yieldNow().thenApply(turn -> thrown())).whenComplete(this::caught);
      }
    }

    private void caught(Integer value, Throwable failure) {
      caught++;
      next();
    }

    private static int thrown() {
      throw failure();
    }
  }
}
