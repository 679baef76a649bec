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
import dev.weft.behaviour.Chaos.Worker;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.Permit;
import dev.weft.testing.VirtualTimeLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Very many signals to tasks of which some are cancelled at random: every signal reaches somebody,
 * and whoever goes on holds the lock alone. See {@link SyncStressTest} for the size.
 */
@SuppressWarnings("try") // A permit is there to be closed.
class ConditionStressTest {
  private static final int SEEDS = 4;
  private static final int PASSES = 10;

  private final AsyncCondition condition = new AsyncCondition();
  private Chaos chaos;
  private @Nullable Worker holder;
  private int workers;
  private int tokens;
  private int signals;
  private boolean over;

  /** 232, 233. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everySignalReachesSomebody(long seed) {
    chaos = new Chaos(seed);
    VirtualTimeLoop.run(rounds());

    assertThat(signals).isGreaterThanOrEqualTo(Chaos.SIZE / SEEDS);
    assertThat(chaos.cancellations()).isGreaterThan(signals / 50);
    assertThat(condition).hasToString("<AsyncCondition [unlocked]>");
  }

  @Async
  private Coroutine<Void> rounds() {
    while (signals < Chaos.SIZE / SEEDS) {
      over = false;
      tokens = 0;
      await(chaos.round(this::signalsOrWaits, this::nobodyIsStuck));
    }
    return done();
  }

  /** Those who wait at rest lack a token, not a signal. */
  private void nobodyIsStuck() {
    long waiting = chaos.busy();
    require(waiting == 0 || tokens == 0, waiting + " wait, but there are " + tokens + " tokens");
    over = true;
    createTask(wakesAll());
  }

  @Async
  private Coroutine<Void> wakesAll() {
    try (Permit permit = await(condition.acquire())) {
      condition.signalAll();
    }
    return done();
  }

  /** Few signal and many wait, so that a lost signal is missed by somebody. */
  private Coroutine<Void> signalsOrWaits(Worker me) {
    return workers++ % 4 == 0 ? signals(me) : waits(me);
  }

  @Async
  private Coroutine<Void> signals(Worker me) {
    for (int passes = 0; passes < PASSES; ) {
      me.begin();
      try (Permit permit = await(condition.acquire())) {
        enter(me);
        tokens++;
        condition.signal();
        signals++;
        passes++;
        if (chaos.chance(4)) {
          chaos.disturb(me);
        }
        if (chaos.chance(3)) {
          await(yieldNow());
        }
      } catch (CancelledError e) {
        me.interrupted(e);
      }
      leave(me);
      me.end();
      for (int turns = chaos.random.nextInt(4); turns > 0; turns--) {
        await(yieldNow());
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> waits(Worker me) {
    for (int passes = 0; passes < PASSES && !over; ) {
      me.begin();
      try (Permit permit = await(condition.acquire())) {
        await(condition.waitFor(() -> canTake(me)));
        tokens--;
        passes++;
        if (chaos.chance(3)) {
          await(yieldNow());
        }
      } catch (CancelledError e) {
        me.interrupted(e);
        if (chaos.isEnough()) {
          break;
        }
      } finally {
        leave(me);
      }
    }
    me.end();
    return done();
  }

  /** Asked with the lock held, which is released if the answer is no. */
  private boolean canTake(Worker me) {
    enter(me);
    if (tokens > 0 || over) {
      return true;
    }
    leave(me);
    return false;
  }

  private void enter(Worker me) {
    require(holder == null, "two hold the lock after " + signals);
    holder = me;
  }

  private void leave(Worker me) {
    if (holder == me) {
      holder = null;
    }
  }
}
