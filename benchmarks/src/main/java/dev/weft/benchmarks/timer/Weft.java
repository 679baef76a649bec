package dev.weft.benchmarks.timer;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.waitFor;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.benchmarks.OnWeft;
import dev.weft.benchmarks.Sizes;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** What does a time-out cost that never fires? */
@OperationsPerInvocation(Sizes.TIMEOUTS)
public class Weft extends OnWeft {
  private static final int TIMEOUTS = Sizes.shrunk(Sizes.TIMEOUTS);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What is waited for gives way once, so that the timer is really set. */
  @Benchmark
  public int neverFires() {
    return run(waits());
  }

  @Async
  private static Coroutine<Integer> waits() {
    int sum = 0;
    for (int i = 0; i < TIMEOUTS; i++) {
      try {
        sum += await(waitFor(soon(i & 63), MINUTE));
      } catch (TimeoutException e) {
        throw new AssertionError(e);
      }
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> soon(int x) {
    await(yieldNow());
    return done(x);
  }
}
