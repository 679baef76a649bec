package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.Chaos.require;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.behaviour.Chaos.Worker;
import dev.weft.sync.AsyncQueue;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Very many items through small queues while putters and getters are cancelled at random: none is
 * lost, doubled or overtaken, and nobody is stuck. See {@link SyncStressTest} for the size.
 */
class QueueStressTest {
  private static final int SEEDS = 4;
  private static final int PASSES = 10;

  /** What is in the queue, by what its users have been told. */
  private final Deque<Integer> model = new ArrayDeque<>();

  private final AsyncQueue<Integer> queue = new AsyncQueue<>(3);
  private Chaos chaos;
  private int workers;
  private int nextItem;
  private int taken;

  /** 258, 259. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyItemArrivesOnceAndInOrder(long seed) {
    chaos = new Chaos(seed);
    VirtualTimeLoop.run(rounds());

    assertThat(taken).isGreaterThanOrEqualTo(Chaos.SIZE / SEEDS);
    assertThat(chaos.cancellations()).isGreaterThan(taken / 50);
    assertThat(queue).hasToString("<AsyncQueue maxSize=3>");
  }

  @Async
  private Coroutine<Void> rounds() {
    while (taken < Chaos.SIZE / SEEDS) {
      Task<Void> round = createTask(chaos.round(this::putsOrGets));
      await(yieldNow());
      await(queue.join());
      await(round);
      await(queue.join());
      require(queue.isEmpty() && model.isEmpty(), queue + " is left, expected " + model);
    }
    return done();
  }

  /** Every second worker puts as many as every other one takes. */
  private Coroutine<Void> putsOrGets(Worker me) {
    return workers++ % 2 == 0 ? puts(me) : gets(me);
  }

  @Async
  private Coroutine<Void> puts(Worker me) {
    for (int passes = 0; passes < PASSES; ) {
      me.begin();
      int item = nextItem++;
      try {
        await(queue.put(item));
        model.add(item); // No other task ran since it went in.
        passes++;
        if (chaos.chance(8)) {
          chaos.disturb(me);
        }
        if (chaos.chance(2)) {
          await(yieldNow());
        }
      } catch (CancelledError e) {
        me.interrupted(e);
      }
    }
    me.end();
    return done();
  }

  @Async
  private Coroutine<Void> gets(Worker me) {
    for (int passes = 0; passes < PASSES; ) {
      me.begin();
      try {
        int item = queue.isEmpty() || chaos.chance(2) ? await(queue.get()) : queue.getNowait();
        require(model.remove() == item, "out of order after " + taken);
        taken++;
        passes++;
        queue.taskDone();
        if (chaos.chance(8)) {
          chaos.disturb(me);
        }
        if (chaos.chance(2)) {
          await(yieldNow());
        }
      } catch (CancelledError e) {
        me.interrupted(e);
      }
    }
    me.end();
    return done();
  }
}
