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
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncEvent;
import dev.weft.testing.VirtualTimeLoop;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Very many events and barriers, which let all who wait go at once, while tasks are cancelled at
 * random: nobody is forgotten, and nobody goes who should not.
 *
 * <p>{@code -Dweft.stress=1000000} is the full size.
 */
class WakeAllStressTest {
  private static final int SEEDS = 2;
  private static final int PASSES = 10;
  private static final int PARTIES = 3;

  private final AsyncEvent event = new AsyncEvent();

  /** Those who wait for the event, and those whom it has woken and who have not run since. */
  private final Set<Worker> waiting = new HashSet<>();

  private final Set<Worker> woken = new HashSet<>();

  private final AsyncBarrier barrier = new AsyncBarrier(PARTIES);

  /** How often each index was given. */
  private final int[] given = new int[PARTIES];

  private Chaos chaos;
  private int wakeUps;

  /** 222 to 224. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void anEventWakesAllWhoWait(long seed) {
    chaos = new Chaos(seed);
    VirtualTimeLoop.run(eventRounds());

    assertThat(chaos.cancellations()).isGreaterThan(wakeUps / 50);
    assertThat(event).hasToString("<AsyncEvent [set]>");
  }

  @Async
  private Coroutine<Void> eventRounds() {
    while (wakeUps < Chaos.SIZE / SEEDS) {
      event.clear();
      await(chaos.round(this::waitsAndSets, this::nobodyIsForgotten));
    }
    return done();
  }

  private void nobodyIsForgotten() {
    require(woken.isEmpty(), "a wake-up was lost after " + wakeUps);
    require(waiting.size() == chaos.busy(), "somebody waits for something else");
    set();
  }

  private void set() {
    event.set();
    for (Worker each : Set.copyOf(waiting)) {
      if (!each.isCancelled()) {
        waiting.remove(each);
        woken.add(each);
      }
    }
  }

  @Async
  private Coroutine<Void> waitsAndSets(Worker me) {
    for (int passes = 0; passes < PASSES && !event.isSet(); passes++) {
      if (chaos.chance(4)) {
        set();
        event.clear();
        await(yieldNow());
      } else {
        await(waits(me));
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> waits(Worker me) {
    me.begin();
    waiting.add(me);
    try {
      await(event.waitUntilSet());
      require(woken.remove(me), "woken by nobody after " + wakeUps);
      wakeUps++;
    } catch (CancelledError e) {
      me.interrupted(e);
      waiting.remove(me);
      woken.remove(me);
    }
    me.end();
    return done();
  }

  /** 245 to 250. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aBarrierLetsGoWhenAllPartiesAreThere(long seed) {
    chaos = new Chaos(seed);
    VirtualTimeLoop.run(barrierRounds());

    assertThat(chaos.cancellations()).isGreaterThan(wakeUps / 50);
    assertThat(barrier).hasToString("<AsyncBarrier [filling, waiters:0/3]>");
  }

  @Async
  private Coroutine<Void> barrierRounds() {
    while (wakeUps < Chaos.SIZE / SEEDS) {
      await(chaos.round(this::arrives, this::tooFewAreThere));
      await(barrier.reset());
    }
    return done();
  }

  private void tooFewAreThere() {
    require(barrier.waiting() == chaos.busy(), "somebody is stuck after " + wakeUps);
    require(barrier.waiting() < PARTIES, "a full barrier is closed after " + wakeUps);
    if (barrier.waiting() > 0) {
      createTask(barrier.abort()); // Before the round ends, for they wait for it.
    }
  }

  @Async
  private Coroutine<Void> arrives(Worker me) {
    for (int passes = 0; passes < PASSES && !barrier.isBroken(); passes++) {
      me.begin();
      try {
        given[await(barrier.arrive())]++;
        wakeUps++;
        // Who is cancelled while it is let go does not learn its index; the last never waits.
        require(given[0] <= given[PARTIES - 1], "an index was given twice after " + wakeUps);
        require(given[1] <= given[PARTIES - 1], "an index was given twice after " + wakeUps);
      } catch (CancelledError e) {
        me.interrupted(e);
      } catch (Exception e) {
        require(e instanceof BrokenBarrierException, "not broken but " + e);
      }
      me.end();
    }
    return done();
  }
}
