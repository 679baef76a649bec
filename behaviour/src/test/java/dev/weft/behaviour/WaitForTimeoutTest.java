package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.waitFor;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What waitFor does when time is up or its task is cancelled: semantics 153 to 155, 158, 159. */
class WaitForTimeoutTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);

  /** 153. */
  @Test
  void timeoutCancelsTheCoroutineAndWaitsForItsCleanUp() {
    VirtualTimeLoop.run(waitTwoSeconds(workers.tidy("w", 10)));

    assertThat(trace.events())
        .containsExactly(
            "[0]t=2 w cleans up",
            "[2]t=3 w is clean",
            "[2]t=3 TimeoutException from CancelledError()");
  }

  /** 153: a task comes back a turn later. */
  @Test
  void timeoutCancelsTheTaskAndWaitsForItsCleanUp() {
    VirtualTimeLoop.run(waitTwoSecondsForTask());

    assertThat(trace.events())
        .containsExactly(
            "[0]t=2 w cleans up",
            "[2]t=3 w is clean",
            "[3]t=3 TimeoutException from CancelledError()");
  }

  @Async
  private Coroutine<Void> waitTwoSecondsForTask() {
    Task<String> task = createTask(workers.tidy("w", 10));
    await(waitTwoSeconds(task));
    assertThat(task.isCancelled()).isTrue();
    return done();
  }

  @Async
  private Coroutine<Void> waitTwoSeconds(Awaitable<String> awaited) {
    try {
      trace.log("got " + await(waitFor(awaited, ofSeconds(2))));
    } catch (TimeoutException e) {
      trace.log("TimeoutException from " + Workers.describe(e.getCause()));
    } catch (IllegalStateException e) {
      trace.log(Workers.describe(e));
    }
    return done();
  }

  /** 154. */
  @Test
  void resultOfACoroutineThatSwallowsTheTimeoutIsGiven() {
    VirtualTimeLoop.run(waitTwoSeconds(workers.stubborn(10, "stubborn")));

    assertThat(trace.events()).containsExactly("[0]t=2 got stubborn");
  }

  /** 154: a task likewise. */
  @Test
  void resultOfATaskThatSwallowsTheTimeoutIsGiven() {
    VirtualTimeLoop.run(waitForStubbornTask());

    assertThat(trace.words()).containsExactly("got stubborn", "cancelling 1");
  }

  @Async
  private Coroutine<Void> waitForStubbornTask() {
    Task<String> task = createTask(workers.stubborn(10, "stubborn"));
    await(waitTwoSeconds(task));
    trace.log("cancelling " + task.cancelling());
    return done();
  }

  /** 155. */
  @Test
  void exceptionThatReplacesTheTimeoutIsThrown() {
    VirtualTimeLoop.run(waitTwoSeconds(replacing()));

    assertThat(trace.events()).containsExactly("[0]t=2 IllegalStateException(instead)");
  }

  @Async
  private Coroutine<String> replacing() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      throw new IllegalStateException("instead");
    }
    return done("slept");
  }

  /** 158. */
  @Test
  void cancellingTheWaiterCancelsTheTaskAndWaitsForItsEnd() {
    VirtualTimeLoop.run(cancelTheWaiter());

    assertThat(trace.events())
        .containsExactly(
            "[0] cancel",
            "[1] w cleans up",
            "[3]t=1 w is clean",
            "[5]t=1 CancelledError(mm), inner cancelled true");
  }

  @Async
  private Coroutine<Void> cancelTheWaiter() {
    Task<String> inner = createTask(workers.tidy("w", 10));
    Task<Void> waiting = createTask(waitTwoSeconds(inner));
    await(yieldNow());
    trace.log("cancel");
    waiting.cancel("mm");
    try {
      await(waiting);
    } catch (CancelledError e) {
      trace.log(Workers.describe(e) + ", inner cancelled " + inner.isCancelled());
    }
    assertThat(waiting.isCancelled()).isTrue();
    return done();
  }

  /** 159: the result is lost, as for any await, see 96. */
  @Test
  void cancellationInTheTurnOfTheResultWins() {
    VirtualTimeLoop.run(cancelInTheTurnOfTheResult());

    assertThat(trace.words()).containsExactly("cancelled true, f has R");
  }

  @Async
  private Coroutine<Void> cancelInTheTurnOfTheResult() {
    Future<String> future = new Future<>();
    Task<Void> waiting = createTask(waitTwoSeconds(future));
    await(yieldNow());
    future.setResult("R");
    waiting.cancel();
    await(yieldNow());
    trace.log("cancelled %s, f has %s".formatted(waiting.isCancelled(), future.result()));
    return done();
  }
}
