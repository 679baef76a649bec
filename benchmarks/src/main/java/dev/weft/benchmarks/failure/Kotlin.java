package dev.weft.benchmarks.failure;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Exceptions that pass ten suspending functions. */
@OperationsPerInvocation(Sizes.FAILURES)
public class Kotlin extends Workload {
  private static final int FAILURES = Sizes.shrunk(Sizes.FAILURES);

  /** Nobody has suspended when it is thrown. */
  @Benchmark
  public int atOnce() {
    return KotlinFailures.failures(FAILURES, false);
  }

  /** All ten have suspended. */
  @Benchmark
  public int afterTurn() {
    return KotlinFailures.failures(FAILURES, true);
  }
}
