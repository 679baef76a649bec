package dev.weft.benchmarks.timer;

import dev.weft.benchmarks.RunQueue;
import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** {@code orTimeout}, whose timers a thread of the JDK keeps. */
@OperationsPerInvocation(Sizes.TIMEOUTS)
@SuppressWarnings("FutureReturnValueIgnored") // RunQueue.run tells of a step that failed.
public class Futures extends Workload {
  private static final int TIMEOUTS = Sizes.shrunk(Sizes.TIMEOUTS);

  private final RunQueue loop = new RunQueue();

  /** What is waited for gives way once. */
  @Benchmark
  public int neverFires() {
    Waits waits = new Waits();
    waits.next();
    return loop.run(waits.sum);
  }

  private CompletableFuture<Integer> soon(int x) {
    return loop.yieldNow().thenApply(turn -> x);
  }

  private final class Waits {
    private final CompletableFuture<Integer> sum = new CompletableFuture<>();
    private int waited;
    private int soFar;

    void next() {
      if (waited < TIMEOUTS) {
        soon(waited++ & 63).orTimeout(1, TimeUnit.MINUTES).thenAccept(this::came);
      } else {
        sum.complete(soFar);
      }
    }

    private void came(int x) {
      soFar += x;
      next();
    }
  }
}
