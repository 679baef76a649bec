package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.gatherSettled;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancelling the gather itself: semantics 128 to 133, and 110. */
class GatherCancellationTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);

  /** 128. */
  @Test
  void cancelGoesToEveryChildThatIsNotDone() {
    VirtualTimeLoop.run(cancelTheGather());

    assertThat(trace.words()).containsExactly("A cancelled", "B cancelled");
  }

  @Async
  private Coroutine<Void> cancelTheGather() {
    Task<String> a = createTask(workers.sleeper("A", 10));
    Task<String> b = createTask(workers.sleeper("B", 10));
    Future<String> finished = new Future<>();
    finished.setResult("done before");
    Future<List<String>> all = gather(a, b, finished);
    await(yieldNow());

    assertThat(all.cancel()).isTrue();
    assertThat(all.isDone()).isFalse();
    assertThat(a.cancelling()).isEqualTo(1);
    assertThat(b.cancelling()).isEqualTo(1);
    await(yieldNow());
    await(yieldNow());
    assertThat(all.exception()).isInstanceOf(CancelledError.class);
    assertThat(finished.result()).isEqualTo("done before");
    return done();
  }

  /** 129. */
  @Test
  void settledGatherThatWasCancelledFailsAllTheSame() {
    VirtualTimeLoop.run(cancelSettled());

    assertThat(trace.words()).containsExactly("A cancelled", "main CancelledError(mm)");
  }

  @Async
  private Coroutine<Void> cancelSettled() {
    Task<String> stubborn = createTask(workers.stubborn(10, "swallowed"));
    Future<List<Outcome<String>>> all = gatherSettled(stubborn, workers.sleeper("A", 10));
    await(yieldNow());
    all.cancel("mm");
    try {
      await(workers.waiter("main", all));
    } catch (CancelledError expected) {
      assertThat(all.isCancelled()).isFalse();
    }
    assertThat(stubborn.result()).isEqualTo("swallowed");
    return done();
  }

  /** 129: even if no child noticed. */
  @Test
  void settledGatherFailsWhenAllChildrenSwallowTheCancellation() {
    VirtualTimeLoop.run(cancelSettledStubborn());

    assertThat(trace.words()).containsExactly("main CancelledError()");
  }

  @Async
  private Coroutine<Void> cancelSettledStubborn() {
    Future<List<Outcome<String>>> all =
        gatherSettled(workers.stubborn(10, "1"), workers.stubborn(10, "2"));
    await(yieldNow());
    all.cancel();
    try {
      await(workers.waiter("main", all));
    } catch (CancelledError expected) {
      assertThat(all.isDone()).isTrue();
    }
    return done();
  }

  /** 130, and so 110: gather keeps the message. */
  @Test
  void messageReachesWhoAwaitsTheGather() {
    VirtualTimeLoop.run(cancelAwaiter());

    assertThat(trace.events())
        .containsExactly(
            "[0]t=1 cancel",
            "[1]t=1 A cancelled",
            "[1]t=1 B cancelled",
            "[3]t=1 m CancelledError(msg)",
            "[4]t=1 main CancelledError(msg)");
  }

  @Async
  private Coroutine<Void> cancelAwaiter() {
    Task<List<String>> task = createTask(gatherTwo());
    await(sleep(ofSeconds(1)));
    trace.log("cancel");
    task.cancel("msg");
    try {
      await(workers.waiter("main", task));
    } catch (CancelledError expected) {
      assertThat(task.isCancelled()).isTrue();
    }
    return done();
  }

  @Async
  private Coroutine<List<String>> gatherTwo() {
    return workers.waiter("m", gather(workers.sleeper("A", 10), workers.sleeper("B", 10)));
  }

  /** 131. */
  @Test
  void firstCancelledChildEndsACancelledGather() {
    VirtualTimeLoop.run(cancelWithStubbornChild());

    assertThat(trace.words())
        .containsExactly("A cancelled", "main CancelledError()", "slow is done");
  }

  @Async
  private Coroutine<Void> cancelWithStubbornChild() {
    Task<Void> slow = createTask(swallowAndSleep());
    Future<List<Object>> all = gather(slow, workers.sleeper("A", 10));
    await(yieldNow());
    all.cancel();
    try {
      await(workers.waiter("main", all));
    } catch (CancelledError expected) {
      assertThat(slow.isDone()).isFalse();
    }
    await(slow);
    return done();
  }

  @Async
  private Coroutine<Void> swallowAndSleep() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      await(sleep(ofSeconds(1)));
    }
    trace.log("slow is done");
    return done();
  }

  /** 132. */
  @Test
  void cancelComesTooLateWhenAllChildrenAreDone() {
    VirtualTimeLoop.run(cancelTooLate());
  }

  @Async
  private Coroutine<Void> cancelTooLate() {
    Future<String> a = new Future<>();
    Future<List<String>> all = gather(a);
    a.setResult("in time");

    assertThat(all.isDone()).isFalse();
    assertThat(all.cancel()).isFalse();
    assertThat(await(all)).containsExactly("in time");
    return done();
  }

  /** 133. */
  @Test
  void cancelOfAFailedGatherCancelsNobody() {
    VirtualTimeLoop.run(cancelFailed());

    assertThat(trace.words()).containsExactly("A fails", "B end");
  }

  @Async
  private Coroutine<Void> cancelFailed() {
    Task<String> b = createTask(workers.sleeper("B", 1));
    Future<List<String>> all = gather(workers.failing("A", 0, new IllegalStateException("A")), b);
    await(yieldNow());
    await(yieldNow());
    await(yieldNow());

    assertThat(all.exception()).hasMessage("A");
    assertThat(all.cancel()).isFalse();
    assertThat(b.cancelling()).isZero();
    assertThat(await(b)).isEqualTo("B");
    return done();
  }
}
