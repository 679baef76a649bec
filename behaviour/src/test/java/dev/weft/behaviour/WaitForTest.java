package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.shield;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.waitFor;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Waiting with a deadline that is kept, or where no time is left: semantics 151, 152, 156, 157,
 * 160.
 */
class WaitForTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);
  private final ContextVar<String> variable = new ContextVar<>("variable", "before");

  /** 151. */
  @Test
  void resultAndExceptionPassThrough() throws TimeoutException {
    VirtualTimeLoop.run(waitInTime());
  }

  @Async
  private Coroutine<Void> waitInTime() throws TimeoutException {
    assertThat(await(waitFor(workers.sleeper("A", 1), ofSeconds(2)))).isEqualTo("A");
    assertThat(await(waitFor(createTask(workers.sleeper("B", 1)), ofSeconds(2)))).isEqualTo("B");

    IllegalStateException error = new IllegalStateException("mine");
    try {
      await(waitFor(workers.failing("C", 1, error), ofSeconds(2)));
    } catch (IllegalStateException e) {
      assertThat(e).isSameAs(error);
      return done();
    }
    throw new AssertionError("C did not fail");
  }

  /** 151: null is no limit. */
  @Test
  void withoutATimeoutItIsAPlainAwait() throws TimeoutException {
    VirtualTimeLoop.run(waitForEver());

    assertThat(trace.words()).containsExactly("A end", "got A");
  }

  @Async
  private Coroutine<Void> waitForEver() throws TimeoutException {
    trace.log("got " + await(waitFor(workers.sleeper("A", 1_000_000), null)));
    return done();
  }

  /** 152. */
  @Test
  void coroutineRunsInTheCallingTask() throws TimeoutException {
    VirtualTimeLoop.run(waitForCoroutine());

    assertThat(trace.events())
        .containsExactly("[0] waits", "[0] same task true", "[0] variable after");
  }

  @Async
  private Coroutine<Void> waitForCoroutine() throws TimeoutException {
    trace.log("waits");
    await(waitFor(setVariable(currentTask()), ofSeconds(1)));
    trace.log("variable " + variable.get());
    return done();
  }

  @Async
  private Coroutine<Void> setVariable(Task<?> caller) {
    trace.log("same task " + (currentTask() == caller));
    variable.set("after");
    return done();
  }

  /** 156: what is done counts. */
  @Test
  void zeroTimeoutGivesTheResultOfWhatIsDone() throws TimeoutException {
    VirtualTimeLoop.run(waitNoTimeForDone());

    assertThat(trace.events()).containsExactly("[0] waits", "[0] got R, R");
  }

  @Async
  private Coroutine<Void> waitNoTimeForDone() throws TimeoutException {
    Future<String> ready = new Future<>();
    ready.setResult("R");
    trace.log("waits");
    String zero = await(waitFor(ready, ZERO));
    String less = await(waitFor(ready, ofSeconds(-1)));
    trace.log("got " + zero + ", " + less);
    return done();
  }

  /** 156: what is not done is cancelled. */
  @Test
  void zeroTimeoutCancelsWhatIsNotDone() {
    VirtualTimeLoop.run(waitNoTimeForPending());
  }

  @Async
  private Coroutine<Void> waitNoTimeForPending() {
    Future<String> pending = new Future<>();
    try {
      await(waitFor(pending, ZERO));
    } catch (TimeoutException e) {
      assertThat(e).hasCauseInstanceOf(CancelledError.class);
      assertThat(pending.isCancelled()).isTrue();
      return done();
    }
    throw new AssertionError("no timeout");
  }

  /** 156: a coroutine is not even started. */
  @Test
  void zeroTimeoutNeverStartsACoroutine() {
    VirtualTimeLoop.run(waitNoTimeForCoroutine());

    assertThat(trace.words()).containsExactly("timed out");
  }

  @Async
  private Coroutine<Void> waitNoTimeForCoroutine() {
    try {
      await(waitFor(setVariable(currentTask()), ofSeconds(-1)));
    } catch (TimeoutException e) {
      trace.log("timed out");
    }
    await(yieldNow());
    assertThat(variable.get()).isEqualTo("before");
    return done();
  }

  /** 157. */
  @Test
  void zeroTimeoutWaitsForTheCleanUpOfATask() {
    VirtualTimeLoop.run(waitNoTimeForTask());

    assertThat(trace.events())
        .containsExactly("[0] waits", "[1] A cleans up", "[3]t=1 A is clean", "[5]t=1 timed out");
  }

  @Async
  private Coroutine<Void> waitNoTimeForTask() {
    Task<String> task = createTask(workers.tidy("A", 10));
    await(yieldNow());
    trace.log("waits");
    try {
      await(waitFor(task, ZERO));
    } catch (TimeoutException e) {
      trace.log("timed out");
    }
    assertThat(task.isCancelled()).isTrue();
    return done();
  }

  /** 160. */
  @Test
  void zeroTimeoutCancelsTheShieldAndNotWhatIsBehindIt() {
    VirtualTimeLoop.run(waitNoTimeForShield());

    assertThat(trace.words()).containsExactly("timed out", "A end");
  }

  @Async
  private Coroutine<Void> waitNoTimeForShield() {
    Task<String> task = createTask(workers.sleeper("A", 1));
    Future<String> shield = shield(task);
    try {
      await(waitFor(shield, ZERO));
    } catch (TimeoutException e) {
      trace.log("timed out");
    }
    assertThat(shield.isCancelled()).isTrue();
    assertThat(task.cancelling()).isZero();
    assertThat(await(task)).isEqualTo("A");
    return done();
  }

  /** 151: the timer is gone. */
  @Test
  void resultInTimeLeavesNoTimerBehind() throws TimeoutException {
    VirtualTimeLoop.run(waitThenSleepPastTheDeadline());

    assertThat(trace.words()).containsExactly("A end", "slept, cancelling 0");
  }

  @Async
  private Coroutine<Void> waitThenSleepPastTheDeadline() throws TimeoutException {
    await(waitFor(workers.sleeper("A", 1), ofSeconds(2)));
    await(sleep(ofSeconds(5)));
    trace.log("slept, cancelling " + currentTask().cancelling());
    return done();
  }
}
