package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
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
import dev.weft.TaskGroup;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** Groups in groups. Semantics 198, 199. */
class TaskGroupNestingTest {
  private final Trace trace = new Trace();

  /** 198. */
  @Test
  void theFailureOfAnInnerGroupIsOneFailureOfTheOuter() {
    ExceptionGroup outer = VirtualTimeLoop.run(caught(group -> await(innerFails(group))));

    assertThat(outer.exceptions()).singleElement().isInstanceOf(ExceptionGroup.class);
    assertThat(outer.exceptions(IllegalStateException.class))
        .extracting(Throwable::getMessage)
        .containsExactly("inner");
  }

  @Async
  private Coroutine<ExceptionGroup> caught(AsyncFunction<TaskGroup, Void> body) {
    try {
      await(TaskGroup.run(body));
    } catch (ExceptionGroup e) {
      assertThat(currentTask().cancelling()).isZero();
      return done(e);
    }
    return done(null);
  }

  @Async
  @SuppressWarnings("UnusedVariable") // A group whose only content is another group.
  private Coroutine<Void> innerFails(TaskGroup outer) {
    await(TaskGroup.run((TaskGroup inner) -> await(oneFailure(inner, "inner"))));
    return done();
  }

  @Async
  private Coroutine<Void> oneFailure(TaskGroup group, String message) {
    group.createTask(failsSoon(message));
    return done();
  }

  @Async
  private Coroutine<Void> failsSoon(String message) {
    await(yieldNow());
    throw new IllegalStateException(message);
  }

  /** 198. */
  @Test
  void aFailureOfTheOuterGroupCancelsTheInnerOneWhichAddsNothing() {
    ExceptionGroup outer = VirtualTimeLoop.run(caught(group -> await(outerFails(group))));

    assertThat(outer.exceptions()).extracting(Throwable::getMessage).containsExactly("outer");
    assertThat(trace.words())
        .containsExactly("child of inner cancelled", "inner leaves with CancelledError");
  }

  @Async
  private Coroutine<Void> outerFails(TaskGroup outer) {
    outer.createTask(failsSoon("outer"));
    try {
      await(TaskGroup.run((TaskGroup inner) -> await(oneSleeper(inner))));
    } catch (CancelledError e) {
      trace.log("inner leaves with CancelledError");
      throw e;
    }
    return done();
  }

  @Async
  private Coroutine<Void> oneSleeper(TaskGroup inner) {
    inner.createTask(sleeper());
    await(sleep(ofSeconds(10)));
    return done();
  }

  @Async
  private Coroutine<Void> sleeper() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      trace.log("child of inner cancelled");
      throw e;
    }
    return done();
  }

  /** 199. */
  @Test
  void bothFailingInOneTurnRaiseTheirGroupsAndTheCountGoesDownToZero() {
    ExceptionGroup outer = VirtualTimeLoop.run(caught(group -> await(bothFail(group))));

    assertThat(trace.words()).containsExactly("[inner], cancelling 1");
    assertThat(outer.exceptions()).extracting(Throwable::getMessage).containsExactly("outer");
  }

  @Async
  private Coroutine<Void> bothFail(TaskGroup outer) {
    try {
      await(TaskGroup.run((TaskGroup inner) -> await(oneFailureEach(inner, outer))));
    } catch (ExceptionGroup e) {
      String messages = e.exceptions().stream().map(Throwable::getMessage).toList().toString();
      trace.log(messages + ", cancelling " + currentTask().cancelling());
    }
    return done();
  }

  @Async
  private Coroutine<Void> oneFailureEach(TaskGroup inner, TaskGroup outer) {
    inner.createTask(failsSoon("inner"));
    outer.createTask(failsSoon("outer"));
    return done();
  }
}
