package dev.weft.benchmarks.task;

import dev.weft.benchmarks.RunQueue;
import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Work that is given to an executor of one thread. */
@SuppressWarnings("FutureReturnValueIgnored") // RunQueue.run tells of a step that failed.
public class Futures extends Workload {
  private static final int CREATED = Sizes.shrunk(Sizes.CREATED);
  private static final int GATHERED = Sizes.shrunk(Sizes.GATHERED);

  private final RunQueue loop = new RunQueue();

  /** One after the other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.CREATED)
  public int createAndAwait() {
    OneByOne all = new OneByOne();
    all.next();
    return loop.run(all.sum);
  }

  /** All at once. */
  @Benchmark
  @OperationsPerInvocation(Sizes.GATHERED)
  public int gathered() {
    List<CompletableFuture<Integer>> children = new ArrayList<>();
    for (int i = 0; i < GATHERED; i++) {
      children.add(child(i & 63));
    }
    loop.run(CompletableFuture.allOf(children.toArray(CompletableFuture<?>[]::new)));
    int sum = 0;
    for (CompletableFuture<Integer> child : children) {
      sum += child.join();
    }
    return sum;
  }

  private final class OneByOne {
    private final CompletableFuture<Integer> sum = new CompletableFuture<>();
    private int created;
    private int soFar;

    void next() {
      if (created < CREATED) {
        child(created++ & 63).thenAccept(this::ended);
      } else {
        sum.complete(soFar);
      }
    }

    private void ended(int result) {
      soFar += result;
      next();
    }
  }

  private CompletableFuture<Integer> child(int x) {
    return CompletableFuture.supplyAsync(() -> leaf(x), loop);
  }

  private static int leaf(int x) {
    return x + 1;
  }
}
