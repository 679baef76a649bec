package dev.weft.benchmarks.lock;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Semaphore and mutex on the loop of {@code runBlocking}. */
public class Kotlin extends Workload {
  private static final int VISITORS = Sizes.shrunk(Sizes.VISITORS);
  private static final int ROUNDS = Sizes.shrunk(Sizes.ROUNDS);

  /** 10,000 coroutines, of which ten may be inside at once. */
  @Benchmark
  @OperationsPerInvocation(Sizes.VISITORS)
  public int semaphore() {
    return KotlinLocks.semaphore(VISITORS, Sizes.PERMITS);
  }

  /** Ten coroutines that hand a mutex to each other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.HAND_OVERS)
  public int lock() {
    return KotlinLocks.lock(Sizes.OWNERS, ROUNDS);
  }
}
