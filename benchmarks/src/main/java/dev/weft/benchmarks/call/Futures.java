package dev.weft.benchmarks.call;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Functions that return futures which are done. */
@OperationsPerInvocation(Sizes.CALLS)
public class Futures extends Workload {
  private static final int CALLS = Sizes.shrunk(Sizes.CALLS);

  /** One function takes the future of another. */
  @Benchmark
  public int depth1() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += one(i & 63).join();
    }
    return sum;
  }

  /** Ten functions take each other's. */
  @Benchmark
  public int depth10() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += ten(i & 63).join();
    }
    return sum;
  }

  /** A function takes its own, nine times nested. */
  @Benchmark
  public int recursion10() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += down(i & 63, 10).join();
    }
    return sum;
  }

  private static CompletableFuture<Integer> down(int x, int levels) {
    return (levels == 1 ? leaf(x) : down(x, levels - 1)).thenApply(value -> value + 1);
  }

  private static CompletableFuture<Integer> ten(int x) {
    return nine(x).thenApply(value -> value + 1);
  }

  private static CompletableFuture<Integer> nine(int x) {
    return eight(x).thenApply(value -> value + 1);
  }

  private static CompletableFuture<Integer> eight(int x) {
    return seven(x).thenApply(value -> value + 1);
  }

  private static CompletableFuture<Integer> seven(int x) {
    return six(x).thenApply(value -> value + 1);
  }

  private static CompletableFuture<Integer> six(int x) {
    return five(x).thenApply(value -> value + 1);
  }

  private static CompletableFuture<Integer> five(int x) {
    return four(x).thenApply(value -> value + 1);
  }

  private static CompletableFuture<Integer> four(int x) {
    return three(x).thenApply(value -> value + 1);
  }

  private static CompletableFuture<Integer> three(int x) {
    return two(x).thenApply(value -> value + 1);
  }

  private static CompletableFuture<Integer> two(int x) {
    return one(x).thenApply(value -> value + 1);
  }

  private static CompletableFuture<Integer> one(int x) {
    return leaf(x).thenApply(value -> value + 1);
  }

  private static CompletableFuture<Integer> leaf(int x) {
    return CompletableFuture.completedFuture(x + 1);
  }
}
