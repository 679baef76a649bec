package dev.weft.benchmarks.call;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Suspending functions on the loop of {@code runBlocking}. */
@OperationsPerInvocation(Sizes.CALLS)
public class Kotlin extends Workload {
  private static final int CALLS = Sizes.shrunk(Sizes.CALLS);

  /** One function calls another. */
  @Benchmark
  public int depth1() {
    return KotlinCalls.depth1(CALLS);
  }

  /** Ten functions call each other. */
  @Benchmark
  public int depth10() {
    return KotlinCalls.depth10(CALLS);
  }

  /** A function calls itself, nine times nested. */
  @Benchmark
  public int recursion10() {
    return KotlinCalls.recursion10(CALLS);
  }
}
