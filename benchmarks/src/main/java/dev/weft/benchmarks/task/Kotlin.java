package dev.weft.benchmarks.task;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** {@code async} and {@code await} on the loop of {@code runBlocking}. */
public class Kotlin extends Workload {
  private static final int CREATED = Sizes.shrunk(Sizes.CREATED);
  private static final int GATHERED = Sizes.shrunk(Sizes.GATHERED);

  /** One after the other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.CREATED)
  public int createAndAwait() {
    return KotlinTasks.createAndAwait(CREATED);
  }

  /** All at once. */
  @Benchmark
  @OperationsPerInvocation(Sizes.GATHERED)
  public int gathered() {
    return KotlinTasks.gathered(GATHERED);
  }
}
