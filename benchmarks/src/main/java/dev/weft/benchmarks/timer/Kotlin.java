package dev.weft.benchmarks.timer;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** {@code withTimeout} on the loop of {@code runBlocking}. */
@OperationsPerInvocation(Sizes.TIMEOUTS)
public class Kotlin extends Workload {
  /** What is waited for gives way once. */
  @Benchmark
  public int neverFires() {
    return KotlinTimers.neverFires(Sizes.shrunk(Sizes.TIMEOUTS));
  }
}
