package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** What cancel does at once, and when the task gets to know: semantics 91 to 97 and 349. */
class CancelDeliveryTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);

  /** 91. */
  @Test
  void cancelOnlyRequests() {
    VirtualTimeLoop.run(cancelASleeper());

    assertThat(trace.events())
        .containsExactly(
            "[0] cancel true, cancelled false, done false",
            "[1] sleeper cancelled",
            "[2] cancelled true");
  }

  @Async
  private Coroutine<Void> cancelASleeper() {
    Task<String> task = createTask(workers.sleeper("sleeper", 10));
    await(yieldNow());
    boolean requested = task.cancel();
    trace.log(
        "cancel %s, cancelled %s, done %s".formatted(requested, task.isCancelled(), task.isDone()));
    await(yieldNow());
    await(yieldNow());
    trace.log("cancelled " + task.isCancelled());
    return done();
  }

  /** 92. */
  @Test
  void cancellingADoneTaskChangesNothing() {
    VirtualTimeLoop.run(cancelADoneTask());
  }

  @Async
  private Coroutine<Void> cancelADoneTask() {
    Task<String> task = createTask(workers.sleeper("quick", 0));
    await(task);

    assertThat(task.cancel()).isFalse();
    assertThat(task.isCancelled()).isFalse();
    assertThat(task.result()).isEqualTo("quick");
    assertThat(task.cancelling()).isZero();
    return done();
  }

  /** 93. */
  @Test
  void awaitedFutureIsCancelledAtOnceAndTheTaskInTheNextTurn() {
    VirtualTimeLoop.run(cancelBlockedOnFuture());

    assertThat(trace.events())
        .containsExactly(
            "[0] cancel true, f.cancelled true, t.done false, cancelling 1",
            "[1] w CancelledError(why)",
            "[1] t.cancelled true");
  }

  @Async
  private Coroutine<Void> cancelBlockedOnFuture() {
    Future<String> future = new Future<>();
    Task<String> task = createTask(workers.waiter("w", future));
    await(yieldNow());
    boolean requested = task.cancel("why");
    trace.log(
        "cancel %s, f.cancelled %s, t.done %s, cancelling %d"
            .formatted(requested, future.isCancelled(), task.isDone(), task.cancelling()));
    await(yieldNow());
    trace.log("t.cancelled " + task.isCancelled());
    return done();
  }

  /** 94. */
  @Test
  void cancelGoesDownAChainOfTasksAtOnceAndComesUpATurnPerLevel() {
    VirtualTimeLoop.run(cancelOuterTask());

    assertThat(trace.events())
        .containsExactly(
            "[0] outer.cancelling 1, inner.cancelling 1",
            "[1] inner cancelled",
            "[2] outer CancelledError()",
            "[3] main CancelledError()");
  }

  @Async
  private Coroutine<Void> cancelOuterTask() {
    Task<String> inner = createTask(workers.sleeper("inner", 10));
    Task<String> outer = createTask(workers.waiter("outer", inner));
    await(yieldNow());
    outer.cancel();
    trace.log(
        "outer.cancelling %d, inner.cancelling %d"
            .formatted(outer.cancelling(), inner.cancelling()));
    try {
      await(workers.waiter("main", outer));
    } catch (CancelledError expected) {
      assertThat(outer.isCancelled()).isTrue();
      assertThat(inner.isCancelled()).isTrue();
    }
    return done();
  }

  /** 95 and 349: so the creator must not acquire what only the task would release. */
  @Test
  void bodyOfATaskCancelledBeforeItsFirstStepNeverRuns() {
    VirtualTimeLoop.run(cancelBeforeFirstStep());

    assertThat(trace.events()).containsExactly("[0] cancel true, done false", "[1] cancelled true");
  }

  @Async
  private Coroutine<Void> cancelBeforeFirstStep() {
    Task<Void> task = createTask(withFinally());
    boolean requested = task.cancel("too late");
    trace.log("cancel %s, done %s".formatted(requested, task.isDone()));
    await(yieldNow());
    trace.log("cancelled " + task.isCancelled());
    return done();
  }

  @Async
  private Coroutine<Void> withFinally() {
    try {
      trace.log("body");
      await(yieldNow());
    } catch (CancelledError e) {
      trace.log("handler");
    } finally {
      trace.log("finally");
    }
    return done();
  }

  /** 96: while the task gives way. */
  @Test
  void cancelDuringYieldIsDeliveredAtTheNextStep() {
    VirtualTimeLoop.run(cancelDuringYield());

    assertThat(trace.events())
        .containsExactly("[0] cancel true", "[1] w CancelledError()", "[1] cancelled true");
  }

  @Async
  private Coroutine<Void> cancelDuringYield() {
    Task<Void> task = createTask(workers.waiter("w", yieldNow()));
    await(yieldNow());
    trace.log("cancel " + task.cancel());
    await(yieldNow());
    trace.log("cancelled " + task.isCancelled());
    return done();
  }

  /** 96: when the wake-up is on its way. */
  @Test
  void cancelAfterTheWakeUpLosesTheResult() {
    VirtualTimeLoop.run(cancelAfterResult());

    assertThat(trace.events())
        .containsExactly(
            "[0] cancel true", "[1] w CancelledError()", "[1] cancelled true, f has R");
  }

  @Async
  private Coroutine<Void> cancelAfterResult() {
    Future<String> future = new Future<>();
    Task<String> task = createTask(workers.waiter("w", future));
    await(yieldNow());
    future.setResult("R");
    trace.log("cancel " + task.cancel());
    await(yieldNow());
    trace.log("cancelled %s, f has %s".formatted(task.isCancelled(), future.result()));
    return done();
  }

  /** 97: what does not suspend passes. */
  @Test
  void taskThatCancelsItselfGoesOnUntilItSuspends() {
    VirtualTimeLoop.run(cancelSelfThenBlock());

    assertThat(trace.events())
        .containsExactly(
            "[0] done future gave R",
            "[0] call gave plain",
            "[0] blocks",
            "[1] f.cancelled true",
            "[1] CancelledError(self)");
  }

  @Async
  private Coroutine<Void> cancelSelfThenBlock() {
    Future<String> ready = new Future<>();
    ready.setResult("R");
    currentTask().cancel("self");
    trace.log("done future gave " + await(ready));
    trace.log("call gave " + await(plain()));
    Future<String> future = new Future<>();
    future.loop().callSoon(() -> trace.log("f.cancelled " + future.isCancelled()));
    trace.log("blocks");
    try {
      await(future);
    } catch (CancelledError e) {
      trace.log(Workers.describe(e));
    }
    return done();
  }

  @Async
  private Coroutine<String> plain() {
    return done("plain");
  }

  /** 97: giving way is a suspension. */
  @Test
  void taskThatCancelsItselfIsInterruptedWhenItGivesWay() {
    VirtualTimeLoop.run(cancelSelfThenYield());

    assertThat(trace.events()).containsExactly("[0] goes on", "[1] CancelledError()");
  }

  @Async
  private Coroutine<Void> cancelSelfThenYield() {
    currentTask().cancel();
    trace.log("goes on");
    try {
      await(sleep(ofSeconds(0)));
    } catch (CancelledError e) {
      trace.log(Workers.describe(e));
    }
    return done();
  }
}
