package dev.weft.benchmarks.call;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** State machines by hand: each function gives its value or says that it has suspended. */
@OperationsPerInvocation(Sizes.CALLS)
public class Limit extends Workload {
  private static final int CALLS = Sizes.shrunk(Sizes.CALLS);
  private static final int SUSPENDED = Integer.MIN_VALUE;

  /** What a function that suspends leaves behind. */
  private record Saved(int state, @Nullable Saved callee) {}

  private @Nullable Saved saved;

  /** One function awaits another. */
  @Benchmark
  public int depth1() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += one(i & 63);
    }
    return sum;
  }

  /** Ten functions await each other. */
  @Benchmark
  public int depth10() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += ten(i & 63);
    }
    return sum;
  }

  /** A function awaits itself, nine times nested. */
  @Benchmark
  public int recursion10() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += down(i & 63, 10);
    }
    return sum;
  }

  private int down(int x, int levels) {
    return plusOne(levels == 1 ? leaf(x) : down(x, levels - 1));
  }

  private int ten(int x) {
    return plusOne(nine(x));
  }

  private int nine(int x) {
    return plusOne(eight(x));
  }

  private int eight(int x) {
    return plusOne(seven(x));
  }

  private int seven(int x) {
    return plusOne(six(x));
  }

  private int six(int x) {
    return plusOne(five(x));
  }

  private int five(int x) {
    return plusOne(four(x));
  }

  private int four(int x) {
    return plusOne(three(x));
  }

  private int three(int x) {
    return plusOne(two(x));
  }

  private int two(int x) {
    return plusOne(one(x));
  }

  private int one(int x) {
    return plusOne(leaf(x));
  }

  /** The rest of each function, once its callee has returned. */
  private int plusOne(int value) {
    if (value == SUSPENDED) {
      saved = new Saved(1, saved);
      return SUSPENDED;
    }
    return value + 1;
  }

  private static int leaf(int x) {
    return x + 1;
  }
}
