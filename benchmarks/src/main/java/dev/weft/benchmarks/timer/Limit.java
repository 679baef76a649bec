package dev.weft.benchmarks.timer;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import dev.weft.benchmarks.limit.Ring;
import dev.weft.benchmarks.limit.Step;
import dev.weft.benchmarks.limit.Timers;
import dev.weft.benchmarks.limit.Timers.Timer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A timer that is set and taken out again. */
@OperationsPerInvocation(Sizes.TIMEOUTS)
public class Limit extends Workload {
  private static final int TIMEOUTS = Sizes.shrunk(Sizes.TIMEOUTS);

  private final Ring ring = new Ring();
  private final Timers timers = new Timers();
  private int sum;

  /** What is waited for gives way once. */
  @Benchmark
  public int neverFires() {
    sum = 0;
    ring.add(new Waits());
    ring.run();
    return sum;
  }

  private final class Waits implements Step {
    private int waited;
    private @Nullable Timer timer;

    @Override
    public void step() {
      Timer set = timer;
      if (set != null) {
        timers.cancel(set);
        sum += waited++ & 63;
      }
      if (waited < TIMEOUTS) {
        timer = timers.add(System.nanoTime() + TimeUnit.MINUTES.toNanos(1), this::timedOut);
        ring.add(this);
      }
    }

    private void timedOut() {
      throw new AssertionError("a minute has passed");
    }
  }
}
