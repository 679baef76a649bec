package dev.weft.benchmarks.skynet;

import dev.weft.benchmarks.OnThreads;
import dev.weft.benchmarks.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A virtual thread for each task. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Threads extends OnThreads {
  /** Each leaf gives its number, each other thread the sum of its children's. */
  @Benchmark
  public long skynet() throws InterruptedException, ExecutionException {
    return start(() -> node(0, Sizes.shrunk(Sizes.LEAVES))).get();
  }

  private long node(long first, int leaves) throws InterruptedException, ExecutionException {
    if (leaves == 1) {
      return first;
    }
    List<Future<Long>> children = new ArrayList<>(10);
    for (int i = 0; i < 10; i++) {
      long childsFirst = first + (long) i * (leaves / 10);
      children.add(start(() -> node(childsFirst, leaves / 10)));
    }
    long sum = 0;
    for (Future<Long> child : children) {
      sum += child.get();
    }
    return sum;
  }
}
