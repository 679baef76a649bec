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

/** The count of requests to cancel: semantics 113 to 118. */
class UncancelTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);

  /** 113 and 117. */
  @Test
  void requestsAreCountedEvenWhenTheyAreSwallowed() {
    VirtualTimeLoop.run(countRequests());
  }

  @Async
  private Coroutine<Void> countRequests() {
    Task<String> task = createTask(workers.stubborn(10, "swallowed"));
    assertThat(task.cancelling()).isZero();
    await(yieldNow());
    task.cancel();
    assertThat(task.cancelling()).isEqualTo(1);
    task.cancel();
    assertThat(task.cancelling()).isEqualTo(2);

    assertThat(await(task)).isEqualTo("swallowed");
    assertThat(task.cancelling()).isEqualTo(2);
    return done();
  }

  /** 114: the count. */
  @Test
  void uncancelCountsDownToZeroAndNotBelow() {
    VirtualTimeLoop.run(countDown());
  }

  @Async
  private Coroutine<Void> countDown() {
    Task<String> task = createTask(workers.stubborn(10, "swallowed"));
    await(yieldNow());
    task.cancel();
    task.cancel();

    assertThat(task.uncancel()).isEqualTo(1);
    assertThat(task.uncancel()).isZero();
    assertThat(task.uncancel()).isZero();
    assertThat(task.cancelling()).isZero();
    return done();
  }

  /** 114: the error that is on its way. */
  @Test
  void uncancelDoesNotCallACancelledFutureBack() {
    VirtualTimeLoop.run(uncancelBlocked());

    assertThat(trace.words()).containsExactly("w CancelledError()");
  }

  @Async
  private Coroutine<Void> uncancelBlocked() {
    Task<String> task = createTask(workers.waiter("w", new Future<>()));
    await(yieldNow());
    task.cancel();
    assertThat(task.uncancel()).isZero();
    await(yieldNow());

    assertThat(task.isCancelled()).isTrue();
    return done();
  }

  /** 115. */
  @Test
  void uncancelToZeroTakesBackWhatWasNotDelivered() {
    VirtualTimeLoop.run(uncancelWoken());

    assertThat(trace.words()).containsExactly("w got R");
  }

  @Async
  private Coroutine<Void> uncancelWoken() {
    Future<String> future = new Future<>();
    Task<String> task = createTask(workers.waiter("w", future));
    await(yieldNow());
    future.setResult("R");
    task.cancel();
    task.uncancel();

    assertThat(await(task)).isEqualTo("R");
    return done();
  }

  /** 115: one of two requests is left. */
  @Test
  void uncancelAboveZeroTakesNothingBack() {
    VirtualTimeLoop.run(uncancelOneOfTwo());

    assertThat(trace.words()).containsExactly("w CancelledError()");
  }

  @Async
  private Coroutine<Void> uncancelOneOfTwo() {
    Future<String> future = new Future<>();
    Task<String> task = createTask(workers.waiter("w", future));
    await(yieldNow());
    future.setResult("R");
    task.cancel();
    task.cancel();
    assertThat(task.uncancel()).isEqualTo(1);
    await(yieldNow());

    assertThat(task.isCancelled()).isTrue();
    return done();
  }

  /** 116. */
  @Test
  void uncancelOfADoneTaskChangesOnlyTheCount() {
    VirtualTimeLoop.run(uncancelDone());
  }

  @Async
  private Coroutine<Void> uncancelDone() {
    Task<String> task = createTask(workers.sleeper("s", 10));
    await(yieldNow());
    task.cancel();
    await(yieldNow());

    assertThat(task.cancelling()).isEqualTo(1);
    assertThat(task.uncancel()).isZero();
    assertThat(task.isCancelled()).isTrue();
    return done();
  }

  /** 118: the block's own request ends in the block. */
  @Test
  void blockCanTellThatTheRequestWasItsOwn() {
    VirtualTimeLoop.run(runBlockInTask(false));

    assertThat(trace.words())
        .containsExactly("my block was cancelled", "goes on", "cancelling 0, cancelled false");
  }

  /** 118: somebody else's goes through. */
  @Test
  void blockLetsARequestFromOutsidePass() {
    VirtualTimeLoop.run(runBlockInTask(true));

    assertThat(trace.words()).containsExactly("not only mine", "cancelling 1, cancelled true");
  }

  @Async
  private Coroutine<Void> runBlockInTask(boolean alsoFromOutside) {
    Task<Void> task = createTask(structuredBlock());
    await(yieldNow());
    task.cancel("from the block");
    if (alsoFromOutside) {
      task.cancel("from outside");
    }
    await(yieldNow());
    await(yieldNow());
    trace.log("cancelling %d, cancelled %s".formatted(task.cancelling(), task.isCancelled()));
    return done();
  }

  @Async
  private Coroutine<Void> structuredBlock() {
    int before = currentTask().cancelling();
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      if (currentTask().uncancel() > before) {
        trace.log("not only mine");
        throw e;
      }
      trace.log("my block was cancelled");
    }
    await(yieldNow());
    trace.log("goes on");
    return done();
  }
}
