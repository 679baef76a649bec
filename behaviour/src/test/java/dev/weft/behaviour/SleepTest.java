package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sleeping and giving way: semantics 73 to 75. */
class SleepTest {
  private final Trace trace = new Trace();

  /** 73. */
  @Test
  void givingWaySuspendsExactlyOnce() {
    VirtualTimeLoop.run(threeThatGiveWay());

    assertThat(trace.events())
        .containsExactly(
            "[0] m0", "[1] A0", "[1] B0", "[1] m1", "[2] A1", "[2] B1", "[2] m2", "[3] A2",
            "[3] B2", "[3] m3", "[4] B3", "[4] m4");
  }

  @Async
  private Coroutine<Void> threeThatGiveWay() {
    createTask(givesWay("A", 2));
    createTask(givesWay("B", 3));
    await(givesWay("m", 4));
    return done();
  }

  @Async
  private Coroutine<Void> givesWay(String name, int times) {
    for (int i = 0; i < times; i++) {
      trace.log(name + i);
      await(yieldNow());
    }
    trace.log(name + times);
    return done();
  }

  /** 73. */
  @Test
  void sleepingForNoTimeIsGivingWay() {
    VirtualTimeLoop.run(sleepsForNoTime());

    assertThat(trace.events()).containsExactly("[0] a", "[1] b", "[2] c", "[3] d");
  }

  @Async
  private Coroutine<Void> sleepsForNoTime() {
    trace.log("a");
    await(sleep(Duration.ZERO));
    trace.log("b");
    await(sleep(Duration.ofSeconds(-1)));
    trace.log("c");
    await(sleep(Duration.ZERO, "result"));
    trace.log("d");
    return done();
  }

  /** 74. */
  @Test
  void sleepGivesItsResult() {
    assertThat(VirtualTimeLoop.run(sleepResults()))
        .containsExactly("after a second", "at once", "before");
  }

  @Async
  private static Coroutine<List<String>> sleepResults() {
    return done(
        List.of(
            await(sleep(Duration.ofSeconds(1), "after a second")),
            await(sleep(Duration.ZERO, "at once")),
            await(sleep(Duration.ofSeconds(-1), "before"))));
  }

  /** 74: a timer's turn and the sleeper's are two. */
  @Test
  void aSleeperWakesWhenItsTimeIsUp() {
    VirtualTimeLoop.run(sleepsTwice());

    assertThat(trace.events()).containsExactly("[0] a", "[2]t=10 b", "[4]t=86410 c");
  }

  @Async
  private Coroutine<Void> sleepsTwice() {
    trace.log("a");
    await(sleep(Duration.ofSeconds(10)));
    trace.log("b");
    await(sleep(Duration.ofDays(1)));
    trace.log("c");
    return done();
  }

  /** 75. */
  @Test
  void cancellingASleeperCancelsItsTimer() {
    VirtualTimeLoop.run(cancelsSleeper());

    // A timer that was still there would have taken a turn at the first second.
    assertThat(trace.events()).containsExactly("[0] cancelled", "[2]t=2 main wakes");
  }

  @Async
  private Coroutine<Void> cancelsSleeper() {
    Task<Void> sleeper = createTask(sleeps(Duration.ofSeconds(1)));
    await(yieldNow());
    sleeper.cancel();
    await(yieldNow());
    assertThat(sleeper.isCancelled()).isTrue();
    assertThat(EventLoop.running().time()).isZero();
    trace.log("cancelled");
    await(sleep(Duration.ofSeconds(2)));
    trace.log("main wakes");
    return done();
  }

  @Async
  private static Coroutine<Void> sleeps(Duration duration) {
    await(sleep(duration));
    return done();
  }
}
