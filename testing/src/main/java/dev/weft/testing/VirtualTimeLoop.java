package dev.weft.testing;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event loop whose time stands still while there is something to do and jumps to the next timer
 * when there is nothing: a day-long sleep takes microseconds, and a test never waits.
 *
 * <pre>{@code
 * String result = VirtualTimeLoop.run(sleep(ofDays(1), "a day later")); // takes no time
 * }</pre>
 *
 * <p>Time starts at 0. If nothing is ready, no timer is set and the main coroutine is not done,
 * nothing will ever happen any more: that is a {@link DeadlockException} with the tasks and what
 * they wait for.
 *
 * <p>Work in other threads happens in real time. While a job of an executor runs, the clock stands
 * still; one that takes longer than a second of real time is no longer waited for.
 */
public final class VirtualTimeLoop extends EventLoop {
  private final VirtualTime time;

  /** Decides what runs next among what is ready; null for first come, first served. */
  private final @Nullable SeededOrder order;

  /** A new loop at time 0. */
  public VirtualTimeLoop() {
    this(0, new Decisions());
  }

  /** A loop whose order of ready tasks is decided by a seed; 0 is first come, first served. */
  VirtualTimeLoop(long seed, Decisions decisions) {
    this(new VirtualTime(), seed, decisions);
  }

  private VirtualTimeLoop(VirtualTime time, long seed, Decisions decisions) {
    super(time, ready -> time);
    this.time = time;
    this.order = seed == 0 ? null : new SeededOrder(seed, time, decisions);
    time.serve(new OutsideWork());
  }

  List<String> leftOpen() {
    return Leaks.open(openGenerators(), openResources());
  }

  void reportUnseenNow() {
    reportUnseen();
  }

  /**
   * How many turns the loop has begun: two events of one turn see the same number.
   *
   * @return the count since the loop was made
   */
  public long turns() {
    return time.polls();
  }

  /**
   * Runs a coroutine on a new loop, exactly as {@link Asyncio#run(Coroutine)} does.
   *
   * @param main what to run
   * @return its result
   * @param <T> the result
   */
  public static <T> T run(Coroutine<T> main) {
    try (Runner runner = Runner.builder().loopFactory(VirtualTimeLoop::new).build()) {
      return runner.run(main);
    }
  }

  /**
   * Runs an async lambda on a new loop.
   *
   * @param main what to run
   * @return its result
   * @param <T> the result
   * @throws Exception whatever the lambda throws
   */
  public static <T> T run(AsyncCallable<T> main) throws Exception {
    return run(Asyncio.async(main));
  }

  /**
   * Runs an async lambda on a new loop.
   *
   * @param main what to run
   * @throws Exception whatever the lambda throws
   */
  public static void run(AsyncRunnable main) throws Exception {
    run(Asyncio.async(main));
  }

  /** What the clock asks its loop before it jumps. */
  final class OutsideWork {
    /** A turn begins. */
    void turnBegins() {
      if (order != null) {
        permuteReady(order);
      }
    }

    boolean jobsRun() {
      return outsideJobs() > 0;
    }

    boolean stagesPend() {
      return outsideStages() > 0;
    }

    /** Whether anybody waits for a result; a loop that runs for ever may wait for other threads. */
    boolean isWaitedFor() {
      return runsUntilComplete();
    }

    DeadlockException deadlock() {
      return DeadlockException.of(VirtualTimeLoop.this);
    }
  }
}
