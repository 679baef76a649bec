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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;

/** Barriers that are reset or aborted: semantics 249, 250. */
class BarrierBreakTest {
  private final Trace trace = new Trace();
  private int out;

  /** One party that tells how its arrival ended. */
  @Async
  private Coroutine<Void> party(AsyncBarrier barrier, String name) {
    try {
      trace.log(name + " index " + await(barrier.arrive()));
    } catch (Exception e) {
      trace.log(name + " broken");
      assertThat(e).isInstanceOf(BrokenBarrierException.class);
    }
    return done();
  }

  /** 249. */
  @Test
  void resetBreaksThoseInsideAndLaterOnesPass() {
    VirtualTimeLoop.run(resetsTwoOfThree(new AsyncBarrier(3)));

    assertThat(trace.events())
        .containsExactly(
            "[0] reset <AsyncBarrier [resetting, waiters:0/3]>",
            "[1] A broken",
            "[1] B broken",
            "[1] E index 2",
            "[2] C index 0",
            "[2] D index 1",
            "[4] end <AsyncBarrier [filling, waiters:0/3]>");
  }

  @Async
  private Coroutine<Void> resetsTwoOfThree(AsyncBarrier barrier) {
    List<Task<Void>> tasks = new ArrayList<>();
    tasks.add(createTask(party(barrier, "A")));
    tasks.add(createTask(party(barrier, "B")));
    await(yieldNow());
    await(barrier.reset());
    trace.log("reset " + barrier);
    for (String name : new String[] {"C", "D", "E"}) {
      tasks.add(createTask(party(barrier, name)));
    }
    await(gather(tasks));
    trace.log("end " + barrier);
    return done();
  }

  /** 249. */
  @Test
  void resetOfAnEmptyBarrierChangesNothing() {
    AsyncBarrier barrier = new AsyncBarrier(1);
    VirtualTimeLoop.run(barrier.reset());

    assertThat(barrier).hasToString("<AsyncBarrier [filling, waiters:0/1]>");
    assertThat(VirtualTimeLoop.run(barrier.arrive())).isZero();
  }

  /** 249: those who have left are not affected, those who have not yet left are. */
  @Test
  void resetWhileItDrainsBreaksThoseWhoAreStillInside() {
    AsyncBarrier barrier = new AsyncBarrier(5);
    VirtualTimeLoop.run(fiveAndTheSecondResets(barrier));

    assertThat(trace.words())
        .containsExactly("p4 out", "p0 out", "p1 broken", "p2 broken", "p3 broken");
    assertThat(barrier).hasToString("<AsyncBarrier [filling, waiters:0/5]>");
  }

  @Async
  private Coroutine<Void> fiveAndTheSecondResets(AsyncBarrier barrier) {
    List<Coroutine<Void>> parties = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      parties.add(resetsAsTheSecond(barrier, "p" + i));
    }
    await(gather(parties));
    return done();
  }

  @Async
  private Coroutine<Void> resetsAsTheSecond(AsyncBarrier barrier, String name) {
    boolean passed = await(passes(barrier, name, "broken"));
    if (passed && out == 2) {
      await(barrier.reset());
    }
    return done();
  }

  @Async
  private Coroutine<Boolean> passes(AsyncBarrier barrier, String name, String otherwise) {
    try {
      await(barrier.arrive());
    } catch (Exception e) {
      trace.log(name + " " + otherwise);
      return done(false);
    }
    out++;
    trace.log(name + " out");
    return done(true);
  }

  /** 249. */
  @Test
  void resetDoesNotAffectThoseWhoAreBlockedUntilItHasDrained() {
    VirtualTimeLoop.run(fourAndTheThirdResets(new AsyncBarrier(4)));

    assertThat(trace.words())
        .containsExactly(
            "p3 out",
            "p0 out",
            "p1 out",
            "p1 reset",
            "p2 broken",
            "p1 again 3",
            "p2 again 0",
            "p3 again 1",
            "p0 again 2");
  }

  @Async
  private Coroutine<Void> fourAndTheThirdResets(AsyncBarrier barrier) {
    List<Coroutine<Void>> parties = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      parties.add(arrivesAgain(barrier, "p" + i));
    }
    await(gather(parties));
    return done();
  }

  @Async
  private Coroutine<Void> arrivesAgain(AsyncBarrier barrier, String name) {
    boolean passed = await(passes(barrier, name, "broken"));
    if (passed && out > 2) {
      await(barrier.reset());
      trace.log(name + " reset");
    }
    trace.log(name + " again " + await(barrier.arrive()));
    return done();
  }

  /** 249: a task that is inside a broken barrier still leaves it as a broken one. */
  @Test
  void resetMakesABrokenBarrierUsable() {
    VirtualTimeLoop.run(abortsAndResets(new AsyncBarrier(3)));

    assertThat(trace.events())
        .containsExactly(
            "[0] broken true",
            "[0] C broken",
            "[1] A broken",
            "[1] B broken",
            "[3] broken false",
            "[4] F index 2",
            "[5] D index 0",
            "[5] E index 1");
  }

  @Async
  private Coroutine<Void> abortsAndResets(AsyncBarrier barrier) {
    Task<Void> a = createTask(party(barrier, "A"));
    Task<Void> b = createTask(party(barrier, "B"));
    await(yieldNow());
    await(barrier.abort());
    trace.log("broken " + barrier.isBroken());
    await(party(barrier, "C"));
    await(gather(a, b));
    await(barrier.reset());
    trace.log("broken " + barrier.isBroken());
    await(gather(party(barrier, "D"), party(barrier, "E"), party(barrier, "F")));
    return done();
  }

  /** 250. */
  @Test
  void abortBreaksAnEmptyBarrier() {
    AsyncBarrier barrier = new AsyncBarrier(1);
    VirtualTimeLoop.run(barrier.abort());

    assertThat(barrier.isBroken()).isTrue();
    assertThat(barrier.waiting()).isZero();
    assertThatThrownBy(() -> VirtualTimeLoop.run(barrier.arrive()))
        .isInstanceOf(BrokenBarrierException.class)
        .hasMessage(
            "arrive() at <AsyncBarrier [broken]>: Barrier aborted; reset() makes it usable again");
  }

  /** 250. */
  @Test
  void abortWhileItDrainsBreaksThoseInsideAndThoseBlocked() {
    AsyncBarrier barrier = new AsyncBarrier(5);
    VirtualTimeLoop.run(fiveAndTheThirdAborts(barrier));

    assertThat(trace.words())
        .containsExactly(
            "p4 out",
            "p0 out",
            "p1 out",
            "p1 aborted",
            "p2 waiting broken",
            "p3 waiting broken",
            "p4 blocked broken",
            "p0 blocked broken");
    assertThat(barrier.isBroken()).isTrue();
  }

  @Async
  private Coroutine<Void> fiveAndTheThirdAborts(AsyncBarrier barrier) {
    List<Coroutine<Void>> parties = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      parties.add(abortsAsTheThird(barrier, "p" + i));
    }
    await(gather(parties));
    return done();
  }

  @Async
  private Coroutine<Void> abortsAsTheThird(AsyncBarrier barrier, String name) {
    if (await(passes(barrier, name, "waiting broken"))) {
      if (out > 2) {
        await(barrier.abort());
        trace.log(name + " aborted");
      } else {
        await(passes(barrier, name, "blocked broken"));
      }
    }
    return done();
  }
}
