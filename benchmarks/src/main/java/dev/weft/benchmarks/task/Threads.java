package dev.weft.benchmarks.task;

import dev.weft.benchmarks.OnThreads;
import dev.weft.benchmarks.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Virtual threads that give a result. */
public class Threads extends OnThreads {
  private static final int CREATED = Sizes.shrunk(Sizes.CREATED);
  private static final int GATHERED = Sizes.shrunk(Sizes.GATHERED);

  /** One after the other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.CREATED)
  public int createAndAwait() throws InterruptedException, ExecutionException {
    return run(this::oneByOne);
  }

  /** All at once. */
  @Benchmark
  @OperationsPerInvocation(Sizes.GATHERED)
  public int gathered() throws InterruptedException, ExecutionException {
    return run(this::allAtOnce);
  }

  private int oneByOne() throws InterruptedException, ExecutionException {
    int sum = 0;
    for (int i = 0; i < CREATED; i++) {
      int x = i & 63;
      sum += start(() -> leaf(x)).get();
    }
    return sum;
  }

  private int allAtOnce() throws InterruptedException, ExecutionException {
    List<Future<Integer>> children = new ArrayList<>();
    for (int i = 0; i < GATHERED; i++) {
      int x = i & 63;
      children.add(start(() -> leaf(x)));
    }
    int sum = 0;
    for (Future<Integer> child : children) {
      sum += child.get();
    }
    return sum;
  }

  private static int leaf(int x) {
    return x + 1;
  }
}
