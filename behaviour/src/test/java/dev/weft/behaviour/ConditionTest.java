package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** Waiting for a signal with the lock released: semantics 226 to 229, 234. */
@SuppressWarnings("try") // A permit is there to be closed.
class ConditionTest {
  private final Trace trace = new Trace();
  private final AsyncCondition condition = new AsyncCondition();
  private int value;

  @Async
  private Coroutine<Void> waiter(String name) {
    try (Permit permit = await(condition.acquire())) {
      await(condition.waitFor());
      trace.log(name + " resumed, locked " + condition.isLocked());
    }
    return done();
  }

  /** 226. */
  @Test
  void waitingNeedsTheLock() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(condition.waitFor()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "cannot wait on un-acquired lock: <AsyncCondition [unlocked]>; acquire() it first");
  }

  /** 226. */
  @Test
  void signallingNeedsTheLock() {
    assertThatThrownBy(condition::signal)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cannot signal un-acquired lock");
    assertThatThrownBy(() -> condition.signal(2)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(condition::signalAll).isInstanceOf(IllegalStateException.class);
  }

  /** 227. */
  @Test
  void thoseWhoAreSignalledQueueForTheLock() {
    VirtualTimeLoop.run(signalsAllAndHoldsOn());

    assertThat(trace.events())
        .containsExactly(
            "[0] main has it",
            "[1] still holding",
            "[1] released",
            "[2] A resumed, locked true",
            "[3] B resumed, locked true");
  }

  @Async
  private Coroutine<Void> signalsAllAndHoldsOn() {
    createTask(waiter("A"));
    Task<Void> last = createTask(waiter("B"));
    await(yieldNow());
    await(condition.acquire()); // Free, because waiting released it.
    trace.log("main has it");
    condition.signalAll();
    await(yieldNow());
    trace.log("still holding");
    condition.release();
    trace.log("released");
    await(last);
    return done();
  }

  /** 228. */
  @Test
  void signalWakesAtMostSoManyFirstComeFirstServed() {
    VirtualTimeLoop.run(signalsOneThenTwo());

    assertThat(trace.words())
        .containsExactly(
            "A resumed, locked true",
            "one",
            "B resumed, locked true",
            "C resumed, locked true",
            "two",
            "D resumed, locked true",
            "all");
  }

  @Async
  private Coroutine<Void> signalsOneThenTwo() {
    for (String name : new String[] {"A", "B", "C", "D"}) {
      createTask(waiter(name));
    }
    await(yieldNow());
    await(signals(1, "one"));
    await(signals(2, "two"));
    await(signals(2048, "all"));
    return done();
  }

  @Async
  private Coroutine<Void> signals(int count, String name) {
    try (Permit permit = await(condition.acquire())) {
      condition.signal(count);
    }
    for (int i = 0; i < 5; i++) {
      await(yieldNow());
    }
    trace.log(name);
    return done();
  }

  /** 228. */
  @Test
  void twoSignalsInOneTurnWakeTwo() {
    VirtualTimeLoop.run(signalsTwice());

    assertThat(trace.words()).containsExactly("A resumed, locked true", "B resumed, locked true");
  }

  @Async
  private Coroutine<Void> signalsTwice() {
    createTask(waiter("A"));
    Task<Void> last = createTask(waiter("B"));
    await(yieldNow());
    try (Permit permit = await(condition.acquire())) {
      condition.signal();
      condition.signal();
    }
    await(last);
    return done();
  }

  /** 228. */
  @Test
  void aSignalThatNobodyWaitsForIsNotRemembered() {
    VirtualTimeLoop.run(signalsBeforeAnybodyWaits());

    assertThat(trace.words()).containsExactly("A waits true");
  }

  @Async
  private Coroutine<Void> signalsBeforeAnybodyWaits() {
    await(condition.acquire());
    condition.signal();
    condition.release();
    Task<Void> a = createTask(waiter("A"));
    await(yieldNow());
    await(yieldNow());
    trace.log("A waits " + !a.isDone());
    return done();
  }

  /** 229. */
  @Test
  void aPredicateThatHoldsNeedsNoLock() {
    value = 1;
    VirtualTimeLoop.run(condition.waitFor(() -> value == 1));

    assertThat(condition.isLocked()).isFalse();
  }

  /** 229. */
  @Test
  void aPredicateThatDoesNotHoldNeedsTheLock() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(condition.waitFor(() -> value == 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cannot wait on un-acquired lock");
  }

  /** 229. */
  @Test
  void thePredicateIsCheckedAtOnceAndAfterEachSignal() {
    VirtualTimeLoop.run(countsUpToTwo());

    assertThat(trace.words())
        .containsExactly("checked 0", "checked 1", "checked 2", "goes on, locked true");
  }

  @Async
  private Coroutine<Void> countsUpToTwo() {
    Task<Void> waiter = createTask(waitsForTwo());
    await(yieldNow());
    while (!waiter.isDone()) {
      try (Permit permit = await(condition.acquire())) {
        value++;
        condition.signal();
      }
      await(yieldNow());
      await(yieldNow());
    }
    return done();
  }

  @Async
  private Coroutine<Void> waitsForTwo() {
    try (Permit permit = await(condition.acquire())) {
      await(condition.waitFor(this::isTwo));
      trace.log("goes on, locked " + condition.isLocked());
    }
    return done();
  }

  private boolean isTwo() {
    trace.log("checked " + value);
    return value == 2;
  }

  /** 229. */
  @Test
  void whatThePredicateThrowsComesOutWithTheLockHeld() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(failsInThePredicate()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(trace.words()).containsExactly("locked true");
    assertThat(condition.isLocked()).isFalse();
  }

  @Async
  private Coroutine<Void> failsInThePredicate() {
    try (Permit permit = await(condition.acquire())) {
      try {
        await(condition.waitFor(ConditionTest::fail));
      } finally {
        trace.log("locked " + condition.isLocked());
      }
    }
    return done();
  }

  private static boolean fail() {
    throw new UnsupportedOperationException("predicate");
  }

  /** 234. */
  @Test
  void aGivenLockIsShared() {
    AsyncLock lock = new AsyncLock();
    AsyncCondition shared = new AsyncCondition(lock);

    Permit permit = VirtualTimeLoop.run(lock.acquire());
    assertThat(shared.isLocked()).isTrue();
    permit.close();
    assertThat(shared.isLocked()).isFalse();

    VirtualTimeLoop.run(shared.acquire());
    assertThat(lock.isLocked()).isTrue();
    shared.release();
    assertThat(lock.isLocked()).isFalse();
  }

  /** asyncio's repr, as 220. */
  @Test
  void theTextSaysWhetherItsLockIsHeldAndHowManyWait() {
    assertThat(condition).hasToString("<AsyncCondition [unlocked]>");
    VirtualTimeLoop.run(twoWait());

    assertThat(trace.words()).containsExactly("<AsyncCondition [locked, waiters:2]>");
  }

  @Async
  private Coroutine<Void> twoWait() {
    createTask(waiter("A"));
    createTask(waiter("B"));
    await(yieldNow());
    await(condition.acquire());
    trace.log(condition);
    condition.release();
    return done();
  }
}
