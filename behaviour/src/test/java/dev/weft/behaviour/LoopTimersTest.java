package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TimerHandle;
import dev.weft.testing.VirtualTimeLoop;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callbacks that run later: semantics 3, 5, 6, 8, 9, 10 and 12. */
class LoopTimersTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final Trace trace = new Trace();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** 3, 8. */
  @Test
  void aTimerWithoutDelayRunsInTheNextTurnBehindWhatWasReady() {
    loop.runUntilComplete(timersAndSoon());

    assertThat(trace.events())
        .containsExactly(
            "[0] main",
            "[1] s1",
            "[1] main after yield",
            "[1] p0",
            "[2]t=1 tick",
            "[2]t=1 p2",
            "[3]t=1 s2");
  }

  @Async
  private Coroutine<Void> timersAndSoon() {
    trace.log("main");
    loop.callLater(
        SECOND,
        () -> {
          trace.log("tick");
          loop.callSoon(() -> trace.log("s2"));
        });
    loop.callLater(SECOND, () -> trace.log("p2"));
    loop.callLater(Duration.ZERO, () -> trace.log("p0"));
    loop.callSoon(() -> trace.log("s1"));
    await(yieldNow());
    trace.log("main after yield");
    await(sleep(Duration.ofSeconds(2)));
    return done();
  }

  /** 5. */
  @Test
  void timersFireInTheOrderOfTheirDeadlines() {
    loop.callLater(Duration.ofSeconds(-1), () -> trace.log("a"));
    loop.callLater(Duration.ofSeconds(-2), () -> trace.log("b"));

    Loops.turn(loop);

    assertThat(trace.events()).containsExactly("[0] b", "[0] a");
  }

  /** 6. */
  @Test
  void timersWithEqualDeadlinesFireInTheOrderInWhichTheyWereScheduled() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String name = "timer " + i;
      loop.callLater(SECOND, () -> trace.log(name));
      expected.add("[0]t=1 " + name);
    }
    loop.callLater(SECOND, loop::stop);

    loop.runForever();

    assertThat(trace.events()).isEqualTo(expected);
  }

  /** 9. */
  @Test
  void aTimerWithoutADelayIsRefused() {
    assertThatThrownBy(() -> loop.callLater(null, () -> {}))
        .isInstanceOf(NullPointerException.class);
  }

  /** 10. */
  @Test
  void whenIsTheDeadlineOnTheLoopsClock() {
    TimerHandle later = loop.callLater(Duration.ofSeconds(3), () -> {});
    TimerHandle at = loop.callAt(42, () -> {});

    assertThat(later.when()).isEqualTo(loop.time() + 3_000_000_000L);
    assertThat(at.when()).isEqualTo(42);
  }

  /** 12. */
  @Test
  void aCancelledTimerDoesNotFireAndIsNotWaitedFor() {
    TimerHandle timer = loop.callLater(SECOND, () -> trace.log("fired"));
    loop.callLater(Duration.ofSeconds(2), loop::stop);
    timer.cancel();
    timer.cancel();
    long before = loop.turns();

    loop.runForever();

    assertThat(timer.isCancelled()).isTrue();
    assertThat(trace.events()).isEmpty();
    assertThat(loop.turns() - before).isEqualTo(1);
  }

  /** 12: here also in the turn in which it is due, as any handle. */
  @Test
  void aTimerCancelledByAnotherOneOfItsTurnDoesNotFire() {
    List<TimerHandle> timers = new ArrayList<>();
    loop.callLater(SECOND, () -> timers.forEach(TimerHandle::cancel));
    timers.add(loop.callLater(SECOND, () -> trace.log("fired")));
    loop.callLater(SECOND, loop::stop);

    loop.runForever();

    assertThat(trace.events()).isEmpty();
  }

  /** 12. */
  @Test
  void manyCancelledTimersAreForgottenBeforeTheirTime() {
    loop.callLater(SECOND, () -> {}); // So that the cancelled ones are not at the head.
    List<WeakReference<TimerHandle>> references = cancelledTimers(200);

    Loops.turn(loop);

    assertThat(Garbage.collectUntil(() -> references.stream().allMatch(r -> r.get() == null)))
        .isTrue();
  }

  private List<WeakReference<TimerHandle>> cancelledTimers(int count) {
    List<WeakReference<TimerHandle>> references = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TimerHandle timer = loop.callLater(Duration.ofDays(1), () -> {});
      timer.cancel();
      references.add(new WeakReference<>(timer));
    }
    return references;
  }
}
