package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** How a task ends that was cancelled: semantics 98 to 100, 105 and 106. */
class CancelOutcomeTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);

  /** 98: the value is dropped. */
  @Test
  void taskThatCancelsItselfAndReturnsIsCancelled() {
    VirtualTimeLoop.run(awaitSelfCancelled());

    assertThat(trace.words()).containsExactly("main CancelledError(last words)");
  }

  @Async
  private Coroutine<Void> awaitSelfCancelled() {
    Task<String> task = createTask(cancelSelfAndReturn());
    try {
      await(workers.waiter("main", task));
    } catch (CancelledError expected) {
      assertThat(task.isCancelled()).isTrue();
    }
    return done();
  }

  @Async
  private Coroutine<String> cancelSelfAndReturn() {
    currentTask().cancel("last words");
    return done("dropped");
  }

  /** 98: an exception is not dropped. */
  @Test
  void taskThatCancelsItselfAndFailsHasFailed() {
    VirtualTimeLoop.run(awaitSelfCancelledFailure());

    assertThat(trace.words()).containsExactly("main IllegalStateException(mine)");
  }

  @Async
  private Coroutine<Void> awaitSelfCancelledFailure() {
    Task<String> task = createTask(cancelSelfAndFail());
    try {
      await(workers.waiter("main", task));
    } catch (IllegalStateException expected) {
      assertThat(task.isCancelled()).isFalse();
    }
    return done();
  }

  @Async
  private Coroutine<String> cancelSelfAndFail() {
    currentTask().cancel();
    throw new IllegalStateException("mine");
  }

  /** 99: nobody cancelled the task itself. */
  @Test
  void taskWhoseFutureWasCancelledIsCancelled() {
    VirtualTimeLoop.run(cancelTheFuture());
  }

  @Async
  private Coroutine<Void> cancelTheFuture() {
    Future<String> future = new Future<>();
    Task<String> task = createTask(workers.waiter("w", future));
    await(yieldNow());
    future.cancel();
    await(yieldNow());

    assertThat(task.isCancelled()).isTrue();
    assertThat(task.cancelling()).isZero();
    return done();
  }

  /** 99: even without a future. */
  @Test
  void taskThatThrowsCancelledErrorIsCancelled() {
    VirtualTimeLoop.run(awaitThrower());
  }

  @Async
  private Coroutine<Void> awaitThrower() {
    Task<String> task = createTask(throwCancelledError());
    await(yieldNow());

    assertThat(task.isCancelled()).isTrue();
    assertThat(task.cancelling()).isZero();
    assertThatThrownBy(task::result).isInstanceOf(CancelledError.class).hasMessage("by hand");
    return done();
  }

  @Async
  private Coroutine<String> throwCancelledError() {
    throw new CancelledError("by hand");
  }

  /** 100. */
  @Test
  void taskThatCatchesTheCancellationAndReturnsHasItsResult() {
    VirtualTimeLoop.run(cancelStubborn());
  }

  @Async
  private Coroutine<Void> cancelStubborn() {
    Task<String> task = createTask(workers.stubborn(10, "caught"));
    await(yieldNow());
    task.cancel();

    assertThat(await(task)).isEqualTo("caught");
    assertThat(task.isCancelled()).isFalse();
    assertThat(task.result()).isEqualTo("caught");
    assertThat(task.cancelling()).isEqualTo(1);
    return done();
  }

  /** 105. */
  @Test
  void handlerOfExceptionDoesNotSeeTheCancellation() {
    VirtualTimeLoop.run(cancelCareless());

    assertThat(trace.words()).containsExactly("finally", "cancelled true");
  }

  @Async
  private Coroutine<Void> cancelCareless() {
    Task<Void> task = createTask(careless());
    await(yieldNow());
    task.cancel();
    await(yieldNow());
    trace.log("cancelled " + task.isCancelled());
    return done();
  }

  @Async
  private Coroutine<Void> careless() {
    try {
      await(new Future<>());
    } catch (Exception e) {
      trace.log("swallowed " + e);
    } finally {
      trace.log("finally");
    }
    return done();
  }

  /** 106. */
  @Test
  void taskThatReplacesTheCancellationHasFailed() {
    VirtualTimeLoop.run(cancelReplacing());
  }

  @Async
  private Coroutine<Void> cancelReplacing() {
    Task<Void> task = createTask(replacing());
    await(yieldNow());
    task.cancel();
    await(yieldNow());

    assertThat(task.isCancelled()).isFalse();
    assertThat(task.exception()).isInstanceOf(IllegalStateException.class).hasMessage("instead");
    return done();
  }

  @Async
  private Coroutine<Void> replacing() {
    try {
      await(new Future<>());
    } catch (CancelledError e) {
      throw new IllegalStateException("instead");
    }
    return done();
  }
}
