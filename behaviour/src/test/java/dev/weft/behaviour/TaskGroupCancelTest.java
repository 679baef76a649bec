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
import dev.weft.EventLoop;
import dev.weft.ExceptionGroup;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.testing.VirtualTimeLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A group that is ended early by its own cancel(), which asyncio has from 3.15 on. Semantics 209,
 * 306.
 */
class TaskGroupCancelTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);
  private @Nullable TaskGroup left;

  /** 209. */
  @Test
  void cancelEndsTasksAndBodyAndTheBlockIsLeftWithoutAnError() {
    VirtualTimeLoop.run(logged(group -> await(cancelledByATask(group))));

    assertThat(trace.words())
        .containsExactly(
            "s1 cancelled", "s2 cancelled", "body cancelled", "left, cancelling 0", "goes on");
  }

  @Async
  private Coroutine<Void> cancelledByATask(TaskGroup group) {
    group.createTask(workers.sleeper("s1", 10));
    group.createTask(workers.sleeper("s2", 10));
    group.createTask(cancels(group));
    await(workers.sleeper("body", 10));
    return done();
  }

  @Async
  private Coroutine<Void> cancels(TaskGroup group) {
    await(sleep(ofSeconds(1)));
    group.cancel();
    group.cancel();
    return done();
  }

  @Async
  private Coroutine<Void> logged(AsyncFunction<TaskGroup, Void> body) {
    try {
      await(TaskGroup.run(body));
      trace.log("left, cancelling " + currentTask().cancelling());
    } catch (CancelledError e) {
      trace.log("CancelledError, cancelling " + currentTask().cancelling());
    } catch (ExceptionGroup e) {
      trace.log(e.exceptions().get(0).getMessage());
    }
    await(yieldNow());
    trace.log("goes on");
    return done();
  }

  /** 209. */
  @Test
  void aBodyCanCancelItsGroupAndGoOn() {
    VirtualTimeLoop.run(logged(group -> await(cancelsItsGroup(group))));

    assertThat(trace.words())
        .containsExactly("body goes on", "s1 cancelled", "left, cancelling 0", "goes on");
  }

  @Async
  private Coroutine<Void> cancelsItsGroup(TaskGroup group) {
    left = group;
    group.createTask(workers.sleeper("s1", 10));
    await(yieldNow());
    group.cancel();
    trace.log("body goes on");
    return done();
  }

  /** 209. */
  @Test
  void cancelAfterTheEndDoesNothing() {
    VirtualTimeLoop.run(logged(group -> await(cancelsItsGroup(group))));

    left.cancel();

    assertThat(trace.words()).last().isEqualTo("goes on");
  }

  /** 209. */
  @Test
  void failuresOfCancelledTasksStillComeOut() {
    VirtualTimeLoop.run(logged(group -> await(cancelsABadTask(group))));

    assertThat(trace.words()).containsExactly("clean-up", "goes on");
  }

  @Async
  private Coroutine<Void> cancelsABadTask(TaskGroup group) {
    group.createTask(workers.badCleanUp());
    await(yieldNow());
    group.cancel();
    return done();
  }

  /** 209, 306: a foreign cancellation is not dropped. */
  @Test
  void aForeignCancellationOfAGroupThatIsBeingCancelledComesOut() {
    VirtualTimeLoop.run(cancelledTwice());

    assertThat(trace.words()).containsExactly("CancelledError, cancelling 1", "goes on");
  }

  @Async
  private Coroutine<Void> cancelledTwice() {
    Task<Void> task = createTask(logged((TaskGroup group) -> await(slowToEnd(group))));
    EventLoop.running().callLater(ofSeconds(3), task::cancel);
    await(task);
    return done();
  }

  @Async
  private Coroutine<Void> slowToEnd(TaskGroup group) {
    group.createTask(takesFiveSecondsToEnd());
    group.createTask(cancels(group));
    return done();
  }

  @Async
  private Coroutine<Void> takesFiveSecondsToEnd() {
    try {
      await(sleep(ofSeconds(10)));
    } finally {
      await(sleep(ofSeconds(5)));
    }
    return done();
  }
}
