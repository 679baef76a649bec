package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.ensureFuture;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** Awaiting futures: semantics 57, 61, 62, 66 and 67. */
class FutureAwaitTest {
  private final Trace trace = new Trace();

  /** 57. */
  @Test
  void awaitersAndCallbacksWakeInTheOrderInWhichTheyCame() {
    VirtualTimeLoop.run(awaitersAndCallbacks());

    assertThat(trace.events())
        .containsExactly(
            "[0] A waits",
            "[1] B waits",
            "[2] set",
            "[2] was set",
            "[3] A woke 1",
            "[3] cb1",
            "[3] B woke 1",
            "[3] cb2",
            "[3] cb3",
            "[3] main next");
  }

  @Async
  private Coroutine<Void> awaitersAndCallbacks() {
    Future<Integer> future = new Future<>();
    createTask(waiter("A", future));
    await(yieldNow());
    future.addDoneCallback(f -> trace.log("cb1"));
    createTask(waiter("B", future));
    await(yieldNow());
    future.addDoneCallback(f -> trace.log("cb2"));
    await(yieldNow());
    trace.log("set");
    future.setResult(1);
    future.addDoneCallback(f -> trace.log("cb3"));
    trace.log("was set");
    await(yieldNow());
    trace.log("main next");
    return done();
  }

  @Async
  private Coroutine<Void> waiter(String name, Future<Integer> future) {
    trace.log(name + " waits");
    int value = await(future);
    trace.log(name + " woke " + value);
    return done();
  }

  /** 61. */
  @Test
  void awaitingADoneFutureDoesNotSuspend() {
    VirtualTimeLoop.run(awaitDone());

    assertThat(trace.events()).containsExactly("[0] before", "[0] result", "[0] mine");
  }

  @Async
  private Coroutine<Void> awaitDone() {
    Future<String> future = new Future<>();
    future.setResult("result");
    Future<String> failed = new Future<>();
    failed.setException(new Exception("mine"));
    trace.log("before");
    trace.log(await(future));
    try {
      await(failed);
    } catch (Exception e) {
      trace.log(e.getMessage());
    }
    return done();
  }

  /** 62. */
  @Test
  void awaitingAFutureOfAnotherLoopThrowsAtTheAwait() {
    try (EventLoop other = new VirtualTimeLoop()) {
      VirtualTimeLoop.run(awaitForeign(other.createFuture()));
    }
    assertThat(trace.events()).hasSize(2);
    assertThat(trace.events().get(0)).isEqualTo("[0] before");
    assertThat(trace.events().get(1))
        .startsWith("[1] <Task pending name='Task-")
        .contains(" got <Future pending> attached to a different loop");
  }

  @Async
  private Coroutine<Void> awaitForeign(Future<Object> foreign) {
    trace.log("before");
    try {
      await(foreign);
    } catch (IllegalStateException e) {
      trace.log(e.getMessage());
    }
    return done();
  }

  /** 66. */
  @Test
  void futuresAndTasksAreFuturesAndCoroutinesAreNot() {
    VirtualTimeLoop.run(kinds());
  }

  @Async
  private static Coroutine<Void> kinds() {
    Coroutine<Void> coroutine = yielding();
    Awaitable<?> plain = coroutine;
    assertThat(plain).isNotInstanceOf(Future.class);
    Awaitable<?> task = createTask(coroutine);
    assertThat(task).isInstanceOf(Future.class);
    Awaitable<?> future = new Future<>();
    assertThat(future).isInstanceOf(Future.class);
    return done();
  }

  @Async
  private static Coroutine<Void> yielding() {
    await(yieldNow());
    return done();
  }

  /** 67. */
  @Test
  void ensureFutureKeepsAFutureAndMakesATaskOfACoroutine() {
    VirtualTimeLoop.run(ensuring());
  }

  @Async
  private static Coroutine<Void> ensuring() {
    Future<String> future = new Future<>();
    assertThat(ensureFuture(future)).isSameAs(future);
    Task<Void> task = createTask(yielding());
    assertThat(ensureFuture(task)).isSameAs(task);
    assertThat(ensureFuture(yielding())).isInstanceOf(Task.class);
    return done();
  }

  /** 67. */
  @Test
  void ensureFutureRefusesAFutureOfAnotherLoop() {
    try (EventLoop other = new VirtualTimeLoop()) {
      assertThatThrownBy(() -> VirtualTimeLoop.run(ensuringForeign(other.createFuture())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("The future belongs to a different loop");
    }
  }

  @Async
  private static Coroutine<Void> ensuringForeign(Future<Object> foreign) {
    ensureFuture(foreign);
    return done();
  }
}
