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
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.ExceptionGroup;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** A group whose parent is cancelled. Semantics 195, 196, 200, 350. */
class TaskGroupCancellationTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);

  /** 195. */
  @Test
  void cancellingTheParentInTheBodyCancelsTheTasks() {
    VirtualTimeLoop.run(cancelAtOne(group -> await(twoSleepersAndABody(group))));

    assertThat(trace.events())
        .containsExactly(
            "[0]t=1 cancel",
            "[2]t=1 s1 cancelled",
            "[2]t=1 s2 cancelled",
            "[4]t=1 m CancelledError: ext, cancelling 1");
  }

  @Async
  private Coroutine<Void> twoSleepersAndABody(TaskGroup group) {
    group.createTask(workers.sleeper("s1", 10));
    group.createTask(workers.sleeper("s2", 10));
    await(sleep(ofSeconds(10)));
    return done();
  }

  /** 195. */
  @Test
  void cancellingTheParentWhileItWaitsCancelsTheTasks() {
    VirtualTimeLoop.run(cancelAtOne(group -> await(twoSleepers(group))));

    assertThat(trace.events())
        .containsExactly(
            "[0]t=1 cancel",
            "[2]t=1 s1 cancelled",
            "[2]t=1 s2 cancelled",
            "[4]t=1 m CancelledError: ext, cancelling 1");
  }

  @Async
  private Coroutine<Void> twoSleepers(TaskGroup group) {
    group.createTask(workers.sleeper("s1", 10));
    group.createTask(workers.sleeper("s2", 10));
    return done();
  }

  @Async
  private Coroutine<Void> cancelAtOne(AsyncFunction<TaskGroup, Void> body) {
    Task<Void> task = createTask(parent(body));
    await(sleep(ofSeconds(1)));
    trace.log("cancel");
    task.cancel("ext");
    try {
      await(task);
    } catch (CancelledError e) {
      assertThat(task.isCancelled()).isTrue();
    }
    return done();
  }

  @Async
  private Coroutine<Void> parent(AsyncFunction<TaskGroup, Void> body) {
    try {
      await(TaskGroup.run(body));
      trace.log("m left");
    } catch (CancelledError e) {
      trace.log("m CancelledError: " + e.getMessage() + ", cancelling " + cancelling());
      throw e;
    } catch (ExceptionGroup e) {
      trace.log("m " + e.exceptions().get(0).getMessage() + ", cancelling " + cancelling());
    }
    await(yieldNow());
    trace.log("m goes on");
    return done();
  }

  private static int cancelling() {
    return currentTask().cancelling();
  }

  /** 196: the group wins, and the cancellation comes at the next await. */
  @Test
  void failuresWinOverACancellationWhichIsKept() {
    VirtualTimeLoop.run(cancelAtOne(group -> await(failsWhenCancelled(group))));

    assertThat(trace.words())
        .containsExactly("cancel", "m clean-up, cancelling 1"); // and no "m goes on"
  }

  @Async
  private Coroutine<Void> failsWhenCancelled(TaskGroup group) {
    group.createTask(workers.badCleanUp());
    await(sleep(ofSeconds(10)));
    return done();
  }

  /** 200. */
  @Test
  void aGroupLeavesTheCountOfCancellationsAsItWas() {
    VirtualTimeLoop.run(failsWhileLeaving());

    assertThat(trace.words())
        .containsExactly("m boom, cancelling 0", "m goes on", "m boom, cancelling 0", "m goes on");
  }

  @Async
  private Coroutine<Void> failsWhileLeaving() {
    await(parent((TaskGroup group) -> await(oneFailure(group, false))));
    await(parent((TaskGroup group) -> await(oneFailure(group, true))));
    return done();
  }

  @Async
  private Coroutine<Void> oneFailure(TaskGroup group, boolean inTheBody) {
    group.createTask(boom());
    if (inTheBody) {
      await(sleep(ofSeconds(1)));
    }
    return done();
  }

  @Async
  private Coroutine<Void> boom() {
    await(yieldNow());
    throw new IllegalStateException("boom");
  }

  /** 350. */
  @Test
  void aTaskThatSwallowsItsCancellationHoldsTheGroupForAsLongAsItLikes() {
    VirtualTimeLoop.run(cancelAtOne(group -> await(stubbornChild(group))));

    assertThat(trace.events())
        .containsExactly(
            "[0]t=1 cancel", "[4]t=6 stubborn ends", "[6]t=6 m CancelledError: ext, cancelling 1");
  }

  @Async
  private Coroutine<Void> stubbornChild(TaskGroup group) {
    group.createTask(stubborn());
    return done();
  }

  @Async
  private Coroutine<Void> stubborn() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      await(sleep(ofSeconds(5)));
      trace.log("stubborn ends");
    }
    return done();
  }
}
