package dev.weft.benchmarks.skynet;

import dev.weft.benchmarks.RunQueue;
import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Work for an executor of one thread that gives it more work. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Futures extends Workload {
  private final RunQueue loop = new RunQueue();

  /** Each leaf gives its number, each other future the sum of its children's. */
  @Benchmark
  public long skynet() {
    return loop.run(node(0, Sizes.shrunk(Sizes.LEAVES)));
  }

  private CompletableFuture<Long> node(long first, int leaves) {
    if (leaves == 1) {
      return CompletableFuture.completedFuture(first);
    }
    List<CompletableFuture<Long>> children = new ArrayList<>(10);
    for (int i = 0; i < 10; i++) {
      long childsFirst = first + (long) i * (leaves / 10);
      children.add(loop.yieldNow().thenCompose(turn -> node(childsFirst, leaves / 10)));
    }
    return CompletableFuture.allOf(children.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            all -> {
              long sum = 0;
              for (CompletableFuture<Long> child : children) {
                sum += child.join();
              }
              return sum;
            });
  }
}
