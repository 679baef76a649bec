package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** One request gives one CancelledError: semantics 101 to 104 and 117. */
class CancelAgainTest {
  private final Trace trace = new Trace();

  /** 101. */
  @Test
  void awaitAfterAHandledCancellationIsNotAffected() {
    VirtualTimeLoop.run(cancelOnce());

    assertThat(trace.events())
        .containsExactly("[0] cancel true", "[1] first CancelledError(1)", "[3]t=5 second passed");
  }

  @Async
  private Coroutine<Void> cancelOnce() {
    Task<Void> task = createTask(sleepTwice());
    await(yieldNow());
    trace.log("cancel " + task.cancel("1"));
    await(task);
    return done();
  }

  @Async
  private Coroutine<Void> sleepTwice() {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      trace.log("first " + Workers.describe(e));
    }
    try {
      await(sleep(ofSeconds(5)));
      trace.log("second passed");
    } catch (CancelledError e) {
      trace.log("second " + Workers.describe(e));
    }
    return done();
  }

  /** 102 and 117. */
  @Test
  void twoRequestsInOneTurnGiveOneCancellation() {
    VirtualTimeLoop.run(cancelTwiceAtOnce());

    assertThat(trace.events())
        .containsExactly(
            "[0] true, true, cancelling 2",
            "[1] first CancelledError(1)",
            "[3]t=5 second passed",
            "[4]t=5 cancelling 2");
  }

  @Async
  private Coroutine<Void> cancelTwiceAtOnce() {
    Task<Void> task = createTask(sleepTwice());
    await(yieldNow());
    boolean first = task.cancel("1");
    boolean second = task.cancel("2");
    trace.log("%s, %s, cancelling %d".formatted(first, second, task.cancelling()));
    await(task);
    trace.log("cancelling " + task.cancelling());
    return done();
  }

  /** 103. */
  @Test
  void requestAfterAHandledCancellationIsDelivered() {
    VirtualTimeLoop.run(cancelTwice());

    assertThat(trace.words())
        .containsExactly("first CancelledError(1)", "again true", "second CancelledError(2)");
  }

  @Async
  private Coroutine<Void> cancelTwice() {
    Task<Void> task = createTask(sleepTwice());
    await(yieldNow());
    task.cancel("1");
    await(yieldNow());
    trace.log("again " + task.cancel("2"));
    await(task);
    return done();
  }

  /** 104. */
  @Test
  void cancelDuringCleanUpInterruptsTheCleanUp() {
    VirtualTimeLoop.run(cancelCleaner());

    assertThat(trace.events())
        .containsExactly(
            "[0] finally begins",
            "[1] cancel true",
            "[2] finally CancelledError(2)",
            "[2] cancelled true");
  }

  @Async
  private Coroutine<Void> cancelCleaner() {
    Task<Void> task = createTask(cleaner());
    await(yieldNow());
    task.cancel("1");
    await(yieldNow());
    await(yieldNow());
    trace.log("cancel " + task.cancel("2"));
    await(yieldNow());
    trace.log("cancelled " + task.isCancelled());
    return done();
  }

  @Async
  @SuppressWarnings("Finally") // That is the question: the clean-up itself is cancelled.
  private Coroutine<Void> cleaner() {
    try {
      await(sleep(ofSeconds(5)));
    } finally {
      trace.log("finally begins");
      try {
        await(sleep(ofSeconds(5)));
        trace.log("finally ends");
      } catch (CancelledError e) {
        trace.log("finally " + Workers.describe(e));
        throw e;
      }
    }
    return done();
  }
}
