package dev.weft.benchmarks.failure;

import dev.weft.benchmarks.OnThreads;
import dev.weft.benchmarks.Sizes;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Exceptions that pass ten calls in a virtual thread. */
@OperationsPerInvocation(Sizes.FAILURES)
public class Threads extends OnThreads {
  private static final int FAILURES = Sizes.shrunk(Sizes.FAILURES);

  /** The thread has not given way when it is thrown. */
  @Benchmark
  public int atOnce() throws InterruptedException, ExecutionException {
    return run(() -> failures(false));
  }

  /** The thread has given way inside all ten calls. */
  @Benchmark
  public int afterTurn() throws InterruptedException, ExecutionException {
    return run(() -> failures(true));
  }

  private static int failures(boolean later) {
    int caught = 0;
    for (int i = 0; i < FAILURES; i++) {
      try {
        caught -= down(10, later);
      } catch (IllegalStateException expected) {
        caught++;
      }
    }
    return caught;
  }

  @SuppressWarnings("ThreadPriorityCheck") // It gives way, as all peers do here.
  private static int down(int levels, boolean later) {
    if (levels > 0) {
      return down(levels - 1, later) + 1;
    }
    if (later) {
      Thread.yield();
    }
    throw new IllegalStateException("expected");
  }
}
