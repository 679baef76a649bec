package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.waitFor;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What follows from the rules of cancelling and is easily got wrong: semantics 342 to 344. */
class CancelConsequencesTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);

  /** 342. */
  @Test
  void cancellingOneAwaiterOfAFutureCancelsAllOfThem() {
    VirtualTimeLoop.run(cancelOneOfTwo());

    assertThat(trace.events())
        .containsExactly("[0] a CancelledError(mm)", "[0] b CancelledError(mm)");
  }

  @Async
  private Coroutine<Void> cancelOneOfTwo() {
    Future<String> shared = new Future<>();
    Task<String> a = createTask(workers.waiter("a", shared));
    Task<String> b = createTask(workers.waiter("b", shared));
    await(yieldNow());
    a.cancel("mm");
    await(yieldNow());

    assertThat(b.isCancelled()).isTrue();
    assertThat(b.cancelling()).isZero();
    return done();
  }

  /** 343. */
  @Test
  void awaiterOfAGatherWhoseChildIsCancelledEndsCancelled() {
    VirtualTimeLoop.run(cancelChildOfGather());

    assertThat(trace.words()).containsExactly("child cancelled", "w CancelledError()");
  }

  @Async
  private Coroutine<Void> cancelChildOfGather() {
    Task<String> child = createTask(workers.sleeper("child", 10));
    Task<List<String>> waiting = createTask(workers.waiter("w", gather(child)));
    await(yieldNow());
    child.cancel();
    await(sleep(ofSeconds(1)));

    assertThat(waiting.isCancelled()).isTrue();
    assertThat(waiting.cancelling()).isZero();
    return done();
  }

  /** 344: cancelled just before the deadline. */
  @Test
  void cancellationBeforeTheDeadlineInTheSameTurnWins() {
    VirtualTimeLoop.run(cancelInTheTurnOfTheDeadline(true));

    assertThat(trace.words()).containsExactly("cancel", "cancelled true, cancelling 1");
  }

  /** 344: cancelled just after it. */
  @Test
  void cancellationAfterTheDeadlineInTheSameTurnWins() {
    VirtualTimeLoop.run(cancelInTheTurnOfTheDeadline(false));

    assertThat(trace.words()).containsExactly("cancel", "cancelled true, cancelling 1");
  }

  @Async
  private Coroutine<Void> cancelInTheTurnOfTheDeadline(boolean before) {
    Task<String> waiting = createTask(sleepForASecondAtMost());
    if (!before) {
      await(yieldNow()); // The deadline's timer is set: the earlier of two equal ones fires first.
    }
    cancelInASecond(waiting);
    await(sleep(ofSeconds(2)));
    trace.log("cancelled %s, cancelling %d".formatted(waiting.isCancelled(), waiting.cancelling()));
    return done();
  }

  private void cancelInASecond(Task<?> task) {
    task.loop()
        .callLater(
            ofSeconds(1),
            () -> {
              trace.log("cancel");
              task.cancel();
            });
  }

  @Async
  private Coroutine<String> sleepForASecondAtMost() {
    try {
      await(waitFor(sleep(ofSeconds(10)), ofSeconds(1)));
    } catch (TimeoutException e) {
      trace.log("timed out");
    }
    return done("went on");
  }
}
