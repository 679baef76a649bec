package dev.weft.behaviour;

import static dev.weft.Asyncio.allTasks;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How tasks start, go on and end: semantics 68 to 71, 341 and 348. */
class TaskSteppingTest {
  private final Trace trace = new Trace();

  /** 68. */
  @Test
  void callingAnAsyncMethodRunsNothing() {
    Coroutine<String> coroutine = worker("A");

    assertThat(trace.events()).isEmpty();
    coroutine.close();
  }

  /** 68. */
  @Test
  void anAwaitedCoroutineBeginsAtOnceInTheSameTask() {
    VirtualTimeLoop.run(awaitsDirectly());

    assertThat(trace.events())
        .containsExactly("[0] before", "[0] A start", "[1] A end", "[1] same task: true");
  }

  @Async
  private Coroutine<Void> awaitsDirectly() {
    trace.log("before");
    Task<?> before = currentTask();
    await(worker("A"));
    trace.log("same task: " + (currentTask() == before && allTasks().size() == 1));
    return done();
  }

  /** 69. */
  @Test
  void firstStepsRunInTheNextTurnInCreationOrder() {
    VirtualTimeLoop.run(twoWorkers());

    assertThat(trace.events())
        .containsExactly(
            "[0] main 1",
            "[0] main 2 created",
            "[1] A start",
            "[1] B start",
            "[2] A end",
            "[2] B end",
            "[3] main 3 got A, B.done true");
  }

  @Async
  private Coroutine<Void> twoWorkers() {
    trace.log("main 1");
    Task<String> a = createTask(worker("A"));
    Task<String> b = createTask(worker("B"));
    trace.log("main 2 created");
    String got = await(a);
    trace.log("main 3 got " + got + ", B.done " + b.isDone());
    return done();
  }

  @Async
  private Coroutine<String> worker(String name) {
    trace.log(name + " start");
    await(yieldNow());
    trace.log(name + " end");
    return done(name);
  }

  /** 70. */
  @Test
  void aHundredNestedCallsTakeOneTaskAndNoTurn() {
    VirtualTimeLoop.run(callsDeeply());

    assertThat(trace.events())
        .containsExactly(
            "[0] before",
            "[0] bottom, 1 task",
            "[0] depth 100",
            "[0] bottom, 1 task",
            "[1] depth 100");
  }

  @Async
  private Coroutine<Void> callsDeeply() {
    trace.log("before");
    trace.log("depth " + await(nested(100, false)));
    trace.log("depth " + await(nested(100, true)));
    return done();
  }

  @Async
  private Coroutine<Integer> nested(int depth, boolean yields) {
    if (depth > 0) {
      return done(await(nested(depth - 1, yields)) + 1);
    }
    trace.log("bottom, " + allTasks().size() + " task");
    if (yields) {
      await(yieldNow());
    }
    return done(0);
  }

  /** 71. */
  @Test
  void aTaskResumesOneTurnAfterItsFutureIsDone() {
    VirtualTimeLoop.run(setsFuture());

    assertThat(trace.events())
        .containsExactly("[0] waits", "[2] set", "[2] main goes on", "[3] woke with v");
  }

  @Async
  private Coroutine<Void> setsFuture() {
    Future<String> future = new Future<>();
    Task<Void> task = createTask(waiter(future));
    await(yieldNow());
    await(yieldNow());
    await(yieldNow());
    trace.log("set");
    future.setResult("v");
    trace.log("main goes on");
    await(task);
    return done();
  }

  @Async
  private Coroutine<Void> waiter(Future<String> future) {
    trace.log("waits");
    String value = await(future);
    trace.log("woke with " + value);
    return done();
  }

  /** 341. */
  @Test
  void aTasksDoneCallbacksRunBehindWhatWasReadyWhenItEnded() {
    VirtualTimeLoop.run(endsAmongOthers());

    assertThat(trace.events())
        .containsExactly(
            "[0] main", "[1] child ends", "[1] of this turn", "[2] scheduled before", "[2] done");
  }

  @Async
  private Coroutine<Void> endsAmongOthers() {
    trace.log("main");
    Task<Void> child = createTask(child());
    child.addDoneCallback(task -> trace.log("done"));
    EventLoop.running().callSoon(() -> trace.log("of this turn"));
    await(sleep(Duration.ofSeconds(1)));
    return done();
  }

  @Async
  private Coroutine<Void> child() {
    EventLoop.running().callSoon(() -> trace.log("scheduled before"));
    trace.log("child ends");
    return done();
  }

  /** 348. */
  @Test
  void whatMainLeavesBehindIsCancelledAfterItsLastStatement() {
    String result = VirtualTimeLoop.run(leavesTasksBehind());

    assertThat(result).isEqualTo("result");
    assertThat(trace.words()).containsExactly("main ends", "A unwound", "B unwound");
  }

  @Async
  private Coroutine<String> leavesTasksBehind() {
    createTask(sleeper("A"));
    createTask(sleeper("B"));
    await(yieldNow());
    trace.log("main ends");
    return done("result");
  }

  @Async
  private Coroutine<Void> sleeper(String name) {
    try {
      await(sleep(Duration.ofDays(1)));
    } finally {
      trace.log(name + " unwound");
    }
    return done();
  }
}
