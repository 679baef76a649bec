package dev.weft.benchmarks.call;

import dev.weft.benchmarks.OnThreads;
import dev.weft.benchmarks.Sizes;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Plain calls: a virtual thread needs nothing else. */
@OperationsPerInvocation(Sizes.CALLS)
public class Threads extends OnThreads {
  private static final int CALLS = Sizes.shrunk(Sizes.CALLS);

  /** One method calls another. */
  @Benchmark
  public int depth1() throws InterruptedException, ExecutionException {
    return run(Threads::calls1);
  }

  /** Ten methods call each other. */
  @Benchmark
  public int depth10() throws InterruptedException, ExecutionException {
    return run(Threads::calls10);
  }

  /** A method calls itself, nine times nested. */
  @Benchmark
  public int recursion10() throws InterruptedException, ExecutionException {
    return run(Threads::recursions);
  }

  private static int calls1() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += one(i & 63);
    }
    return sum;
  }

  private static int calls10() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += ten(i & 63);
    }
    return sum;
  }

  private static int recursions() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += down(i & 63, 10);
    }
    return sum;
  }

  private static int down(int x, int levels) {
    return (levels == 1 ? leaf(x) : down(x, levels - 1)) + 1;
  }

  private static int ten(int x) {
    return nine(x) + 1;
  }

  private static int nine(int x) {
    return eight(x) + 1;
  }

  private static int eight(int x) {
    return seven(x) + 1;
  }

  private static int seven(int x) {
    return six(x) + 1;
  }

  private static int six(int x) {
    return five(x) + 1;
  }

  private static int five(int x) {
    return four(x) + 1;
  }

  private static int four(int x) {
    return three(x) + 1;
  }

  private static int three(int x) {
    return two(x) + 1;
  }

  private static int two(int x) {
    return one(x) + 1;
  }

  private static int one(int x) {
    return leaf(x) + 1;
  }

  private static int leaf(int x) {
    return x + 1;
  }
}
