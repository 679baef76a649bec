package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Workers that are cancelled at random moments, the same ones for the same seed.
 *
 * <p>They work in rounds, and each round ends undisturbed: a cancellation would also free a worker
 * whose wake-up was lost, so only at rest does it show that somebody is stuck.
 */
final class Chaos {
  /** How much stress tests do, in hand-overs, items and signals: the full size is a million. */
  static final int SIZE = Integer.getInteger("weft.stress", 100_000);

  private static final int WORKERS = 10;
  private static final int MOST_TURNS = 100;

  /** A task that goes on when it is cancelled. */
  static final class Worker {
    private @Nullable Task<Void> task;
    private boolean busy;
    private boolean cancelled;

    /** From now on it can be cancelled; to be called at the start of each attempt. */
    void begin() {
      busy = true;
      cancelled = false;
    }

    /** It got this. Closing a permit failed as well if an exception is suppressed. */
    void interrupted(CancelledError error) {
      require(cancelled, "cancelled by nobody");
      require(error.getSuppressed().length == 0, "the permit was not there any more");
    }

    void end() {
      busy = false;
    }

    /** Whether a CancelledError is on its way. */
    boolean isCancelled() {
      return cancelled;
    }
  }

  final Random random;
  private final List<Worker> workers = new ArrayList<>();
  private int cancellations;

  Chaos(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Runs some workers, cancelling some on the way.
   *
   * @param atRest what to check, and to let go, when nobody has anything left to do but to wait
   */
  @Async
  Coroutine<Void> round(Function<Worker, Coroutine<Void>> work, Runnable atRest) {
    workers.clear();
    for (int i = 0; i < WORKERS; i++) {
      Worker worker = new Worker();
      worker.task = createTask(work.apply(worker));
      workers.add(worker);
    }
    await(yieldNow());
    for (int turns = random.nextInt(MOST_TURNS); turns > 0; turns--) {
      if (random.nextInt(3) == 0) {
        disturb(null);
      }
      await(yieldNow());
    }
    await(sleep(ofSeconds(1))); // Time jumps when nothing is ready: when all have come to rest.
    atRest.run();
    for (Worker worker : workers) {
      await(worker.task);
    }
    return done();
  }

  /** Cancels somebody else. */
  void disturb(@Nullable Worker self) {
    Worker worker = workers.get(random.nextInt(workers.size()));
    if (worker != self && worker.busy && !worker.cancelled) {
      worker.cancelled = true;
      cancellations++;
      worker.task.cancel();
    }
  }

  /**
   * Whether who was cancelled goes home. Somebody has to: one who tries again at once takes what
   * the next in line should have been woken for, and hides that it was not.
   */
  boolean isEnough() {
    return chance(2);
  }

  /** True once in a while. */
  boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  /** How many wait, or do whatever else can be cancelled. */
  long busy() {
    return workers.stream().filter(worker -> worker.busy).count();
  }

  int cancellations() {
    return cancellations;
  }

  /** Cheaper than AssertJ where it is asked millions of times. */
  static void require(boolean claim, String otherwise) {
    if (!claim) {
      throw new AssertionError(otherwise);
    }
  }
}
