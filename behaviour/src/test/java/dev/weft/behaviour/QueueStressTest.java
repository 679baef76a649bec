package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.Chaos.require;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.behaviour.Chaos.Worker;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
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

  private AsyncQueue<Integer> queue;
  private Chaos chaos;
  private int workers;
  private int nextItem;
  private int taken;
  private int getting;
  private int putting;

  /** 258, 259. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyItemArrivesOnceAndInOrder(long seed) {
    chaos = new Chaos(seed);
    VirtualTimeLoop.run(rounds());

    assertThat(taken).isGreaterThanOrEqualTo(Chaos.SIZE / SEEDS);
    assertThat(chaos.cancellations()).isGreaterThan(taken / 50);
    assertThat(queue).hasToString("<AsyncQueue maxSize=3 shutdown>");
  }

  @Async
  private Coroutine<Void> rounds() {
    while (taken < Chaos.SIZE / SEEDS) {
      queue = new AsyncQueue<>(3);
      getting = 0;
      putting = 0;
      await(chaos.round(this::putsOrGets, this::nobodyIsStuck));
      while (!queue.isEmpty()) {
        take(queue.getNowait());
      }
      require(model.isEmpty(), "lost: " + model);
      await(queue.join());
    }
    return done();
  }

  /** Those who wait at rest lack items or room, not a wake-up. */
  private void nobodyIsStuck() {
    require(getting == 0 || queue.isEmpty(), getting + " getters wait for " + queue);
    require(putting == 0 || queue.isFull(), putting + " putters wait for " + queue);
    queue.shutdown();
  }

  /** Every second worker puts as many as every other one takes, unless it is cancelled. */
  private Coroutine<Void> putsOrGets(Worker me) {
    return workers++ % 2 == 0 ? puts(me) : gets(me);
  }

  @Async
  private Coroutine<Void> puts(Worker me) {
    for (int passes = 0; passes < PASSES; passes++) {
      me.begin();
      try {
        await(put(nextItem++));
        disturb(me);
        if (chaos.chance(2)) {
          await(yieldNow());
        }
      } catch (CancelledError e) {
        me.interrupted(e);
        if (chaos.isEnough()) {
          break;
        }
      } catch (QueueShutDownException e) {
        break;
      }
    }
    me.end();
    return done();
  }

  @Async
  private Coroutine<Void> put(int item) {
    putting++;
    try {
      await(queue.put(item));
    } finally {
      putting--;
    }
    model.add(item); // No other task ran since it went in.
    return done();
  }

  @Async
  private Coroutine<Void> gets(Worker me) {
    for (int passes = 0; passes < PASSES; passes++) {
      me.begin();
      try {
        take(queue.isEmpty() || chaos.chance(2) ? await(get()) : queue.getNowait());
        disturb(me);
        if (chaos.chance(2)) {
          await(yieldNow());
        }
      } catch (CancelledError e) {
        me.interrupted(e);
        if (chaos.isEnough()) {
          break;
        }
      } catch (QueueShutDownException e) {
        break;
      }
    }
    me.end();
    return done();
  }

  @Async
  private Coroutine<Integer> get() {
    getting++;
    try {
      return done(await(queue.get()));
    } finally {
      getting--;
    }
  }

  private void take(int item) {
    require(model.remove() == item, "out of order after " + taken);
    taken++;
    queue.taskDone();
  }

  private void disturb(Worker me) {
    if (chaos.chance(3)) {
      chaos.disturb(me);
    }
  }
}
