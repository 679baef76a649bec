package dev.weft.benchmarks.lock;

import dev.weft.benchmarks.RunQueue;
import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A semaphore of futures. */
@SuppressWarnings("FutureReturnValueIgnored") // RunQueue.run tells of a step that failed.
public class Futures extends Workload {
  private static final int VISITORS = Sizes.shrunk(Sizes.VISITORS);
  private static final int ROUNDS = Sizes.shrunk(Sizes.ROUNDS);

  private final RunQueue loop = new RunQueue();
  private int inside;

  /** 10,000 chains, of which ten may be inside at once. */
  @Benchmark
  @OperationsPerInvocation(Sizes.VISITORS)
  public int semaphore() {
    return all(VISITORS, Sizes.PERMITS, 1);
  }

  /** Ten chains that hand a lock to each other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.HAND_OVERS)
  public int lock() {
    return all(Sizes.OWNERS, 1, ROUNDS);
  }

  private int all(int chains, int permits, int rounds) {
    inside = 0;
    FutureSemaphore semaphore = new FutureSemaphore(permits);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < chains; i++) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      visit(semaphore, rounds, end);
      all.add(end);
    }
    loop.run(CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)));
    return inside;
  }

  private void visit(FutureSemaphore semaphore, int rounds, CompletableFuture<Void> end) {
    if (rounds == 0) {
      end.complete(null);
      return;
    }
    semaphore
        .acquire()
        .thenCompose(
            permit -> {
              inside++;
              return loop.yieldNow();
            })
        .thenRun(
            () -> {
              semaphore.release();
              visit(semaphore, rounds - 1, end);
            });
  }
}
