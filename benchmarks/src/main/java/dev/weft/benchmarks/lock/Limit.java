package dev.weft.benchmarks.lock;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import dev.weft.benchmarks.limit.Ring;
import dev.weft.benchmarks.limit.Step;
import dev.weft.benchmarks.limit.Turnstile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** State machines by hand that queue at a number. */
public class Limit extends Workload {
  private static final int VISITORS = Sizes.shrunk(Sizes.VISITORS);
  private static final int ROUNDS = Sizes.shrunk(Sizes.ROUNDS);

  private final Ring ring = new Ring();
  private int inside;

  /** 10,000 tasks, of which ten may be inside at once. */
  @Benchmark
  @OperationsPerInvocation(Sizes.VISITORS)
  public int semaphore() {
    return all(VISITORS, Sizes.PERMITS, 1);
  }

  /** Ten tasks that hand a lock to each other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.HAND_OVERS)
  public int lock() {
    return all(Sizes.OWNERS, 1, ROUNDS);
  }

  private int all(int tasks, int permits, int rounds) {
    inside = 0;
    Turnstile turnstile = new Turnstile(ring, permits);
    for (int i = 0; i < tasks; i++) {
      ring.add(new Visitor(turnstile, rounds));
    }
    ring.run();
    return inside;
  }

  private enum At {
    GATE,
    ENTRANCE,
    EXIT
  }

  private final class Visitor implements Step {
    private final Turnstile turnstile;
    private int rounds;
    private At at = At.GATE;

    Visitor(Turnstile turnstile, int rounds) {
      this.turnstile = turnstile;
      this.rounds = rounds;
    }

    @Override
    public void step() {
      if (at == At.EXIT) {
        turnstile.release();
        if (--rounds == 0) {
          return;
        }
        at = At.GATE;
      }
      if (at == At.GATE) {
        at = At.ENTRANCE;
        if (!turnstile.acquire(this)) {
          return;
        }
      }
      inside++;
      at = At.EXIT;
      ring.add(this);
    }
  }
}
