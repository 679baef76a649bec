package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.shield;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of the message and of the error object: semantics 107 to 112. */
class CancelMessageTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);
  private final List<Throwable> caught = new ArrayList<>();
  private int awaitLine;

  /** 107. */
  @Test
  void messageIsThatOfTheRequest() {
    VirtualTimeLoop.run(cancelWithMessages());

    assertThat(trace.words())
        .containsExactly("a CancelledError(why)", "b CancelledError()", "c CancelledError()");
    assertThat(caught).extracting(Throwable::getMessage).containsExactly("why", null, null);
  }

  @Async
  private Coroutine<Void> cancelWithMessages() {
    Task<Void> a = createTask(keep("a", new Future<>()));
    Task<Void> b = createTask(keep("b", new Future<>()));
    Task<Void> c = createTask(keep("c", new Future<>()));
    await(yieldNow());
    a.cancel("why");
    b.cancel();
    c.cancel(null);
    await(yieldNow());
    return done();
  }

  @Async
  private Coroutine<Void> keep(String name, Future<Void> awaited) {
    try {
      return done(await(workers.waiter(name, awaited)));
    } catch (CancelledError e) {
      caught.add(e);
      throw e;
    }
  }

  /** 108: the future is cancelled with it at once. */
  @Test
  void firstMessageWinsWhileBlockedOnAFuture() {
    VirtualTimeLoop.run(cancelBlockedTwice());

    assertThat(trace.words()).containsExactly("w CancelledError(first)");
  }

  @Async
  private Coroutine<Void> cancelBlockedTwice() {
    Task<String> task = createTask(workers.waiter("w", new Future<>()));
    await(yieldNow());
    task.cancel("first");
    task.cancel("last");
    await(yieldNow());
    return done();
  }

  /** 108: nothing is delivered yet. */
  @Test
  void lastMessageWinsWhileAStepIsScheduled() {
    VirtualTimeLoop.run(cancelScheduledTwice());

    assertThat(trace.words())
        .containsExactly("woken CancelledError(last)", "not started CancelledError(last)");
  }

  @Async
  private Coroutine<Void> cancelScheduledTwice() {
    Future<String> future = new Future<>();
    createTaskAndCancelTwice(future);
    Task<String> notStarted = createTask(workers.sleeper("never", 1));
    notStarted.cancel("first");
    notStarted.cancel("last");
    await(yieldNow());
    await(yieldNow());
    trace.log("not started " + Workers.describe(catchThrowable(notStarted::result)));
    return done();
  }

  private void createTaskAndCancelTwice(Future<String> future) {
    Task<String> woken = createTask(workers.waiter("woken", future));
    future
        .loop()
        .callSoon(
            () -> {
              future.setResult("lost");
              woken.cancel("first");
              woken.cancel("last");
            });
  }

  /** 109. */
  @Test
  void firstConsumerGetsTheVeryErrorAndLaterOnesAFreshOneWithoutMessage() {
    VirtualTimeLoop.run(twoAwaiters());

    assertThat(trace.words())
        .containsExactly(
            "inner CancelledError(mm)", "first CancelledError(mm)", "second CancelledError()");
    assertThat(caught.get(1)).isSameAs(caught.get(0));
    assertThat(caught.get(2)).isNotSameAs(caught.get(0));
  }

  @Async
  private Coroutine<Void> twoAwaiters() {
    Task<Void> inner = createTask(keep("inner", new Future<>()));
    createTask(keep("first", inner));
    createTask(keep("second", inner));
    await(yieldNow());
    inner.cancel("mm");
    await(yieldNow());
    await(yieldNow());
    return done();
  }

  /** 109: result and exception are consumers too. */
  @Test
  void askingForTheResultUsesTheMessageUp() {
    VirtualTimeLoop.run(askThenAskAgain());
  }

  @Async
  private Coroutine<Void> askThenAskAgain() {
    Task<String> task = createTask(workers.sleeper("s", 10));
    await(yieldNow());
    task.cancel("mm");
    await(yieldNow());

    assertThat(catchThrowable(task::result)).hasMessage("mm");
    assertThat(catchThrowable(task::exception)).isInstanceOf(CancelledError.class).hasMessage(null);
    return done();
  }

  /** 110: gather keeps it, see {@link GatherCancellationTest}. */
  @Test
  void shieldAndCopiesLoseTheMessage() {
    VirtualTimeLoop.run(cancelInside());

    assertThat(trace.words()).containsExactly("shield CancelledError()", "copy CancelledError()");
  }

  @Async
  private Coroutine<Void> cancelInside() {
    Future<String> inner = new Future<>();
    Task<String> shielded = createTask(workers.waiter("shield", shield(inner)));
    Task<String> copied =
        createTask(workers.waiter("copy", Future.of(inner.toCompletableFuture())));
    await(yieldNow());
    inner.cancel("lost");
    assertThat(await(failureOf(shielded))).isInstanceOf(CancelledError.class);
    assertThat(await(failureOf(copied))).isInstanceOf(CancelledError.class);
    return done();
  }

  @Async
  private Coroutine<@Nullable Throwable> failureOf(Task<?> task) {
    try {
      await(task);
      return done(null);
    } catch (CancelledError e) {
      return done(e);
    }
  }

  /** 111. */
  @Test
  void traceOfACancelledTaskNamesTheInterruptedLine() {
    VirtualTimeLoop.run(cancelDeep());
  }

  @Async
  private Coroutine<Void> cancelDeep() {
    Task<Void> task = createTask(outerLevel());
    await(yieldNow());
    task.cancel();
    Throwable error = await(failureOf(task));

    assertThat(error.getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .startsWith("innerLevel", "outerLevel");
    assertThat(error.getStackTrace()[0].getLineNumber()).isEqualTo(awaitLine);
    return done();
  }

  @Async
  private Coroutine<Void> outerLevel() {
    await(innerLevel());
    return done();
  }

  @Async
  private Coroutine<Void> innerLevel() {
    awaitLine = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    await(sleep(ofSeconds(10)));
    return done();
  }

  /** 112. */
  @Test
  void causeOfWhatReplacedTheCancellationIsTheCancellation() {
    VirtualTimeLoop.run(cancelExplaining());
  }

  @Async
  private Coroutine<Void> cancelExplaining() {
    Task<Void> task = createTask(explaining());
    await(yieldNow());
    task.cancel("mm");
    await(yieldNow());

    assertThat(task.exception())
        .hasMessage("because")
        .cause()
        .isInstanceOf(CancelledError.class)
        .hasMessage("mm");
    return done();
  }

  @Async
  private Coroutine<Void> explaining() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      throw new IllegalStateException("because", e);
    }
    return done();
  }
}
