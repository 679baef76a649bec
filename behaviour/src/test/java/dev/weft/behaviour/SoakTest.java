package dev.weft.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Asyncio;
import dev.weft.EventLoop;
import dev.weft.Runner;
import dev.weft.testing.DeadlockException;
import dev.weft.testing.VirtualTimeLoop;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random trees of tasks, one after the other on one loop, leave nothing behind: no task, no timer,
 * no memory.
 *
 * <p>{@code -Dweft.soak=5} goes on for five minutes of real time; the default is two seconds.
 */
class SoakTest {
  private static final Duration LENGTH =
      Integer.getInteger("weft.soak", 0) == 0
          ? Duration.ofSeconds(2)
          : Duration.ofMinutes(Integer.getInteger("weft.soak"));

  private static final int WARM_UP_ROUNDS = 100;
  private static final int COLLECTIONS = 10;
  private static final int ROUNDS_BETWEEN_LOOKS = 100;

  /** What class loading and the like may add; one leaked object a node would be much more. */
  private static final long MOST_GROWTH_BYTES = 3_000_000;

  @Test
  void randomTreesOfTasksLeaveNothingBehind() throws Exception {
    RandomTrees trees = new RandomTrees(1);
    try (Runner runner = Runner.builder().loopFactory(VirtualTimeLoop::new).build()) {
      EventLoop loop = runner.loop();
      loop.setExceptionHandler((its, context) -> {}); // Failures that nobody awaits are meant.
      run(runner, trees, WARM_UP_ROUNDS);
      long before =
          LongStream.generate(() -> usedBytes(runner)).limit(COLLECTIONS).min().orElseThrow();
      int rounds = 0;
      for (long end = System.nanoTime() + LENGTH.toNanos(); System.nanoTime() < end; ) {
        run(runner, trees, ROUNDS_BETWEEN_LOOKS);
        rounds += ROUNDS_BETWEEN_LOOKS;
        assertThat(loop.allTasks()).isEmpty();
        assertNothingIsScheduled(loop);
      }
      assertThat(Garbage.collectUntil(() -> usedBytes(runner) - before < MOST_GROWTH_BYTES))
          .as("bytes in use: %d before, %d after %d rounds", before, usedBytes(runner), rounds)
          .isTrue();

      System.out.printf(
          "soak: %d trees, %d nodes, %d cancellations, %d timeouts, %d bytes more%n",
          rounds,
          trees.nodes(),
          trees.cancellations(),
          trees.timeouts(),
          usedBytes(runner) - before);
      assertThat(trees.cancellations()).isGreaterThan(rounds);
      assertThat(trees.timeouts()).isPositive();
    }
  }

  private static void run(Runner runner, RandomTrees trees, int rounds) throws Exception {
    for (int i = 0; i < rounds; i++) {
      runner.run(trees.round());
    }
  }

  /** Virtual time says so: it knows of nothing that could ever complete a future. */
  private static void assertNothingIsScheduled(EventLoop loop) {
    long before = loop.time();
    assertThatThrownBy(() -> loop.runUntilComplete(loop.createFuture()))
        .isInstanceOf(DeadlockException.class);
    assertThat(loop.time()).isEqualTo(before);
  }

  /**
   * What is in use now. A failure that nobody saw is let go in a turn some time after the collector
   * has found its task, so one look is not enough.
   */
  private static long usedBytes(Runner runner) {
    System.gc();
    runner.run(Asyncio.done());
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
