package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncBarrier;
import dev.weft.testing.VirtualTimeLoop;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;

/** Tasks that pass a point together: semantics 245 to 248, 251. */
class BarrierTest {
  private final Trace trace = new Trace();

  @Async
  private Coroutine<Void> party(AsyncBarrier barrier, String name) {
    trace.log(name + " index " + await(barrier.arrive()));
    return done();
  }

  /** 245. */
  @Test
  void aBarrierForNobodyIsAnError() {
    assertThatThrownBy(() -> new AsyncBarrier(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parties must be > 0, but is 0");
    assertThatThrownBy(() -> new AsyncBarrier(-5)).isInstanceOf(IllegalArgumentException.class);
  }

  /** 245. */
  @Test
  void theLastToArriveDoesNotWaitAndTheOthersGoOnInOrder() {
    VirtualTimeLoop.run(threePass(new AsyncBarrier(3)));

    assertThat(trace.events()).containsExactly("[0] C index 2", "[1] A index 0", "[1] B index 1");
  }

  @Async
  private Coroutine<Void> threePass(AsyncBarrier barrier) {
    await(gather(party(barrier, "A"), party(barrier, "B"), party(barrier, "C")));
    return done();
  }

  /** 245. */
  @Test
  void aSinglePartyNeverWaits() {
    VirtualTimeLoop.run(passesTwiceAlone(new AsyncBarrier(1)));

    assertThat(trace.events()).containsExactly("[0] A index 0", "[0] B index 0", "[1] other");
  }

  @Async
  private Coroutine<Void> passesTwiceAlone(AsyncBarrier barrier) {
    Task<Void> other = createTask(says("other"));
    await(party(barrier, "A"));
    await(party(barrier, "B"));
    await(other);
    return done();
  }

  @Async
  private Coroutine<Void> says(String word) {
    trace.log(word);
    return done();
  }

  /** 246. */
  @Test
  void itFillsAgainAfterDraining() {
    AsyncBarrier barrier = new AsyncBarrier(2);
    VirtualTimeLoop.run(twoPassThreeTimes(barrier));

    assertThat(trace.words())
        .containsExactly(
            "A round 1", "B round 1", "B round 2", "A round 2", "B round 3", "A round 3");
    assertThat(barrier.waiting()).isZero();
    assertThat(barrier.isBroken()).isFalse();
  }

  @Async
  private Coroutine<Void> twoPassThreeTimes(AsyncBarrier barrier) {
    await(gather(rounds(barrier, "A"), rounds(barrier, "B")));
    return done();
  }

  @Async
  private Coroutine<Void> rounds(AsyncBarrier barrier, String name) {
    for (int round = 1; round <= 3; round++) {
      trace.log(name + " round " + round);
      await(barrier.arrive());
    }
    return done();
  }

  /** 246. */
  @Test
  void oneWhoArrivesWhileItDrainsWaitsForTheEndOfThat() {
    VirtualTimeLoop.run(theLastArrivesAgain(new AsyncBarrier(3)));

    assertThat(trace.words())
        .containsExactly(
            "C passes <AsyncBarrier [draining, waiters:0/3]>",
            "A passes <AsyncBarrier [draining, waiters:0/3]>",
            "B passes <AsyncBarrier [filling, waiters:0/3]>",
            "later <AsyncBarrier [filling, waiters:2/3]>",
            "main passes <AsyncBarrier [draining, waiters:0/3]>",
            "C passes <AsyncBarrier [draining, waiters:0/3]>",
            "A passes <AsyncBarrier [filling, waiters:0/3]>");
  }

  @Async
  private Coroutine<Void> theLastArrivesAgain(AsyncBarrier barrier) {
    createTask(passes(barrier, "A", 2));
    createTask(passes(barrier, "B", 1));
    createTask(passes(barrier, "C", 2));
    for (int i = 0; i < 6; i++) {
      await(yieldNow());
    }
    trace.log("later " + barrier);
    await(passes(barrier, "main", 1));
    return done();
  }

  @Async
  private Coroutine<Void> passes(AsyncBarrier barrier, String name, int times) {
    for (int i = 0; i < times; i++) {
      await(barrier.arrive());
      trace.log(name + " passes " + barrier);
    }
    return done();
  }

  /** 247. */
  @Test
  void itCountsThoseWhoWaitWhileItFills() {
    VirtualTimeLoop.run(fillsOneByOne(new AsyncBarrier(3)));

    assertThat(trace.words())
        .containsExactly(
            "waiting 0 of 3", "waiting 1 of 3", "waiting 2 of 3", "p index 2", "waiting 0 of 3");
  }

  @Async
  private Coroutine<Void> fillsOneByOne(AsyncBarrier barrier) {
    trace.log("waiting " + barrier.waiting() + " of " + barrier.parties());
    for (int i = 0; i < 2; i++) {
      createTask(barrier.arrive());
      await(yieldNow());
      trace.log("waiting " + barrier.waiting() + " of " + barrier.parties());
    }
    await(party(barrier, "p"));
    trace.log("waiting " + barrier.waiting() + " of " + barrier.parties());
    return done();
  }

  /** 248. */
  @Test
  void aCancelledPartyLeavesAndTheOthersWaitOn() {
    VirtualTimeLoop.run(cancelsOne(new AsyncBarrier(3)));

    assertThat(trace.words())
        .containsExactly(
            "waiting 2",
            "waiting 1, broken false",
            "waiting 2",
            "D index 2",
            "B index 1",
            "C index 1");
  }

  @Async
  private Coroutine<Void> cancelsOne(AsyncBarrier barrier) {
    Task<Void> a = createTask(party(barrier, "A"));
    Task<Void> b = createTask(party(barrier, "B"));
    await(yieldNow());
    trace.log("waiting " + barrier.waiting());
    a.cancel();
    await(yieldNow());
    trace.log("waiting " + barrier.waiting() + ", broken " + barrier.isBroken());
    Task<Void> c = createTask(party(barrier, "C"));
    await(yieldNow());
    trace.log("waiting " + barrier.waiting());
    await(gather(b, c, createTask(party(barrier, "D"))));
    return done();
  }

  /** 251. */
  @Test
  void theTextSaysTheStateAndHowManyWait() {
    AsyncBarrier barrier = new AsyncBarrier(5);
    assertThat(barrier).hasToString("<AsyncBarrier [filling, waiters:0/5]>");

    VirtualTimeLoop.run(twoWait(barrier));

    assertThat(trace.words())
        .containsExactly(
            "<AsyncBarrier [filling, waiters:2/5]>",
            "<AsyncBarrier [resetting, waiters:0/5]>",
            "<AsyncBarrier [filling, waiters:0/5]>",
            "<AsyncBarrier [broken]>");
  }

  @Async
  private Coroutine<Void> twoWait(AsyncBarrier barrier) {
    Task<Integer> a = createTask(barrier.arrive());
    Task<Integer> b = createTask(barrier.arrive());
    await(yieldNow());
    trace.log(barrier);
    await(barrier.reset());
    trace.log(barrier);
    while (!a.isDone() || !b.isDone()) {
      await(yieldNow());
    }
    trace.log(barrier);
    await(barrier.abort());
    trace.log(barrier);
    assertThat(a.exception()).isInstanceOf(BrokenBarrierException.class);
    assertThat(b.exception()).isInstanceOf(BrokenBarrierException.class);
    return done();
  }
}
