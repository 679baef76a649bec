package dev.weft.benchmarks.timer;

import dev.weft.benchmarks.OnThreads;
import dev.weft.benchmarks.Sizes;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Waiting for another virtual thread's result for some time at most. */
@OperationsPerInvocation(Sizes.TIMEOUTS)
public class Threads extends OnThreads {
  private static final int TIMEOUTS = Sizes.shrunk(Sizes.TIMEOUTS);

  /** What is waited for gives way once. */
  @Benchmark
  public int neverFires() throws InterruptedException, ExecutionException {
    return run(this::waits);
  }

  private int waits() throws InterruptedException, ExecutionException, TimeoutException {
    int sum = 0;
    for (int i = 0; i < TIMEOUTS; i++) {
      int x = i & 63;
      sum += start(() -> soon(x)).get(1, TimeUnit.MINUTES);
    }
    return sum;
  }

  @SuppressWarnings("ThreadPriorityCheck") // It gives way, as all peers do here.
  private static int soon(int x) {
    Thread.yield();
    return x;
  }
}
