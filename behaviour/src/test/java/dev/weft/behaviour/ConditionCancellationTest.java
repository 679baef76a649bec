package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.Permit;
import dev.weft.testing.VirtualTimeLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A cancelled wait holds the lock when it ends and loses no signal: semantics 230 to 233. */
@SuppressWarnings("try") // A permit is there to be closed.
class ConditionCancellationTest {
  private final Trace trace = new Trace();
  private final AsyncCondition condition = new AsyncCondition();
  private @Nullable CancelledError seenInside;

  @Async
  private Coroutine<Void> waiter(String name) {
    try (Permit permit = await(condition.acquire())) {
      await(condition.waitFor());
      trace.log(name + " got the signal");
    } catch (CancelledError e) {
      seenInside = e;
      trace.log(name + " cancelled: " + e.getMessage());
      throw e;
    }
    return done();
  }

  /** 230. */
  @Test
  void aCancelledWaitTakesTheLockBeforeItEnds() {
    VirtualTimeLoop.run(cancelsWhileTheLockIsHeld());

    assertThat(trace.events())
        .containsExactly(
            "[0] cancel",
            "[2] still waits for the lock true",
            "[3] A cancelled: first",
            "[3] done true, locked false");
  }

  @Async
  private Coroutine<Void> cancelsWhileTheLockIsHeld() {
    Task<Void> a = createTask(waiter("A"));
    await(yieldNow());
    await(condition.acquire());
    trace.log("cancel");
    a.cancel("first");
    await(yieldNow());
    await(yieldNow());
    trace.log("still waits for the lock " + !a.isDone());
    condition.release();
    await(yieldNow());
    trace.log("done " + a.isDone() + ", locked " + condition.isLocked());
    return done();
  }

  /** 230. */
  @Test
  void aSignalledWaitThatIsCancelledWhileItQueuesForTheLockEndsWithTheLockHeld() {
    VirtualTimeLoop.run(cancelsAfterTheSignal());

    assertThat(trace.words())
        .containsExactly("waits true", "A cancelled: null", "cancelled true, locked false");
  }

  @Async
  private Coroutine<Void> cancelsAfterTheSignal() {
    Task<Void> a = createTask(waiter("A"));
    await(yieldNow());
    await(condition.acquire());
    condition.signal();
    await(yieldNow());
    a.cancel();
    await(yieldNow());
    trace.log("waits " + !a.isDone());
    condition.release();
    await(yieldNow());
    trace.log("cancelled " + a.isCancelled() + ", locked " + condition.isLocked());
    return done();
  }

  /** 231. */
  @Test
  void ofManyCancellationsTheLastComesOutWithItsMessage() {
    VirtualTimeLoop.run(cancelsAgainAndAgain());

    assertThat(trace.words()).containsExactly("A cancelled: third", "the same error true");
  }

  @Async
  private Coroutine<Void> cancelsAgainAndAgain() {
    Task<Void> a = createTask(waiter("A"));
    await(yieldNow());
    await(condition.acquire());
    for (String message : new String[] {"first", "second", "third"}) {
      a.cancel(message);
      await(yieldNow());
    }
    condition.release();
    try {
      await(a);
    } catch (CancelledError e) {
      trace.log("the same error " + (e == seenInside));
    }
    return done();
  }

  /** 231. */
  @Test
  void aCancellationDuringTheWaitComesOutUnchanged() {
    VirtualTimeLoop.run(cancelsTheWait());

    assertThat(trace.words()).containsExactly("A cancelled: foo", "the same error true");
  }

  @Async
  private Coroutine<Void> cancelsTheWait() {
    Task<Void> a = createTask(waiter("A"));
    await(yieldNow());
    a.cancel("foo");
    try {
      await(a);
    } catch (CancelledError e) {
      trace.log("the same error " + (e == seenInside));
    }
    return done();
  }

  /** 232. */
  @Test
  void aSignalToOneWhoIsCancelledGoesToTheNext() {
    VirtualTimeLoop.run(signalsAndCancels());

    assertThat(trace.events())
        .containsExactly("[0] cancel", "[1] A cancelled: null", "[2] B got the signal");
  }

  @Async
  private Coroutine<Void> signalsAndCancels() {
    Task<Void> a = createTask(waiter("A"));
    Task<Void> b = createTask(waiter("B"));
    await(yieldNow());
    try (Permit permit = await(condition.acquire())) {
      condition.signal();
    }
    a.cancel();
    trace.log("cancel");
    await(b);
    return done();
  }

  /** 232. */
  @Test
  void aSignalToOneWhoIsCancelledWhileItQueuesForTheLockGoesToTheNext() {
    VirtualTimeLoop.run(signalsAndCancelsInTheQueue());

    assertThat(trace.events())
        .containsExactly(
            "[0] cancel",
            "[1] released",
            "[2] A cancelled: null",
            "[3] B got the signal",
            "[4] end");
  }

  @Async
  private Coroutine<Void> signalsAndCancelsInTheQueue() {
    Task<Void> a = createTask(waiter("A"));
    Task<Void> b = createTask(waiter("B"));
    await(yieldNow());
    await(condition.acquire());
    condition.signal();
    await(yieldNow());
    a.cancel();
    trace.log("cancel");
    await(yieldNow());
    condition.release();
    trace.log("released");
    await(b);
    trace.log("end");
    return done();
  }

  /** 232: the price is that a wait may end without a signal. */
  @Test
  void aCancelledWaitMayWakeAnotherForNothing() {
    VirtualTimeLoop.run(cancelsWithoutASignal());

    assertThat(trace.words()).containsExactly("A cancelled: null", "B got the signal");
  }

  @Async
  private Coroutine<Void> cancelsWithoutASignal() {
    Task<Void> a = createTask(waiter("A"));
    Task<Void> b = createTask(waiter("B"));
    await(yieldNow());
    a.cancel();
    await(b);
    return done();
  }

  /** 233. */
  @Test
  void whateverTheWaitGivesTheLockIsHeldWhenItEnds() {
    assertThat(VirtualTimeLoop.run(cancelContested())).isTrue();
  }

  @Async
  private Coroutine<Boolean> cancelContested() {
    await(condition.acquire());
    Task<Void> wait = createTask(condition.waitFor());
    await(yieldNow());
    await(condition.acquire());
    condition.signal();
    EventLoop.running().callSoon(wait::cancel);
    EventLoop.running().callSoon(condition::release);
    try {
      await(wait);
    } catch (CancelledError e) {
      trace.log("cancelled");
    }
    return done(condition.isLocked());
  }
}
