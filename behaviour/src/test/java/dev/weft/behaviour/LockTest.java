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
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** Who gets a lock, and when: semantics 210 to 213, 217 to 220. */
@SuppressWarnings("try") // A permit is there to be closed.
class LockTest {
  private final Trace trace = new Trace();
  private final AsyncLock lock = new AsyncLock();

  @Async
  private Coroutine<Void> user(String name) {
    trace.log(name + " wants");
    await(lock.acquire());
    trace.log(name + " has");
    lock.release();
    return done();
  }

  /** 210. */
  @Test
  void aFreeLockIsTakenWithoutSuspending() {
    VirtualTimeLoop.run(takesAFreeLock());

    assertThat(trace.events()).containsExactly("[0] main has, locked true", "[1] A wants");
  }

  @Async
  private Coroutine<Void> takesAFreeLock() {
    createTask(user("A"));
    await(lock.acquire());
    trace.log("main has, locked " + lock.isLocked());
    await(yieldNow());
    return done();
  }

  /** 211. */
  @Test
  void waitersGetTheLockInTheOrderInWhichTheyAsked() {
    VirtualTimeLoop.run(threeWait());

    assertThat(trace.events())
        .containsExactly(
            "[0] A wants",
            "[0] B wants",
            "[0] C wants",
            "[0] main releases",
            "[1] A has",
            "[2] B has",
            "[3] C has");
  }

  @Async
  private Coroutine<Void> threeWait() {
    await(lock.acquire());
    createTask(user("A"));
    createTask(user("B"));
    Task<Void> last = createTask(user("C"));
    await(yieldNow());
    trace.log("main releases");
    lock.release();
    await(last);
    return done();
  }

  /** 212. */
  @Test
  void aReleasedLockIsFreeUntilTheFirstWaiterRuns() {
    VirtualTimeLoop.run(releasesToAWaiter());

    assertThat(trace.events()).containsExactly("[0] locked false", "[1] locked true");
  }

  @Async
  private Coroutine<Void> releasesToAWaiter() {
    await(lock.acquire());
    createTask(lock.acquire());
    await(yieldNow());
    lock.release();
    trace.log("locked " + lock.isLocked());
    await(yieldNow());
    trace.log("locked " + lock.isLocked());
    return done();
  }

  /** 213. */
  @Test
  void nobodyOvertakesAWaiterThoughTheLockIsFree() {
    VirtualTimeLoop.run(acquiresAgain());

    assertThat(trace.events())
        .containsExactly(
            "[0] A wants",
            "[0] released, locked false",
            "[1] B wants",
            "[1] A has",
            "[2] main has again",
            "[3] B has");
  }

  @Async
  private Coroutine<Void> acquiresAgain() {
    await(lock.acquire());
    createTask(user("A"));
    await(yieldNow());
    Task<Void> b = createTask(user("B"));
    lock.release();
    trace.log("released, locked " + lock.isLocked());
    await(lock.acquire());
    trace.log("main has again");
    lock.release();
    await(b);
    return done();
  }

  /** 217. */
  @Test
  void releaseOfAFreeLockIsAnError() {
    assertThatThrownBy(lock::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("release() of <AsyncLock [unlocked]>, which nobody holds: acquire() it first");
  }

  /** 217: and there is no check of an owner. */
  @Test
  void anyTaskMayRelease() {
    VirtualTimeLoop.run(anotherReleases());

    assertThat(lock.isLocked()).isFalse();
  }

  @Async
  private Coroutine<Void> anotherReleases() {
    await(lock.acquire());
    await(createTask(releases()));
    return done();
  }

  @Async
  private Coroutine<Void> releases() {
    lock.release();
    return done();
  }

  /** 218. */
  @Test
  void closingThePermitReleasesAlsoWhenTheBlockFails() {
    VirtualTimeLoop.run(failsInTheBlock());

    assertThat(trace.words()).containsExactly("inside, locked true", "boom, locked false");
  }

  @Async
  private Coroutine<Void> failsInTheBlock() {
    try (Permit permit = await(lock.acquire())) {
      trace.log("inside, locked " + lock.isLocked());
      await(yieldNow());
      throw new IllegalArgumentException("boom");
    } catch (IllegalArgumentException e) {
      trace.log(e.getMessage() + ", locked " + lock.isLocked());
    }
    return done();
  }

  /** 218: a permit is no token of ownership, so a second close finds nothing to release. */
  @Test
  void closingAPermitTwiceIsAnError() {
    Permit permit = VirtualTimeLoop.run(lock.acquire());
    permit.close();

    assertThatThrownBy(permit::close).isInstanceOf(IllegalStateException.class);
  }

  /** 219. */
  @Test
  void useWithoutWaitingBindsToNoLoop() {
    for (int i = 0; i < 3; i++) {
      VirtualTimeLoop.run(user("A"));
    }

    assertThat(trace.words()).hasSize(6);
  }

  /** 219. */
  @Test
  void waitingBindsToTheLoop() {
    VirtualTimeLoop.run(threeWait());
    VirtualTimeLoop.run(user("D"));

    assertThatThrownBy(() -> VirtualTimeLoop.run(waitsForItself()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("<AsyncLock [locked]> is bound to a different event loop");
  }

  @Async
  private Coroutine<Void> waitsForItself() {
    await(lock.acquire());
    await(lock.acquire());
    return done();
  }

  /** 220. */
  @Test
  void theTextSaysWhetherItIsHeldAndHowManyWait() {
    VirtualTimeLoop.run(threeTexts());

    assertThat(trace.words())
        .containsExactly(
            "<AsyncLock [unlocked]>",
            "<AsyncLock [locked]>",
            "<AsyncLock [locked, waiters:1]>",
            "<AsyncLock [unlocked, waiters:1]>");
  }

  @Async
  private Coroutine<Void> threeTexts() {
    trace.log(lock);
    await(lock.acquire());
    trace.log(lock);
    createTask(lock.acquire());
    await(yieldNow());
    trace.log(lock);
    lock.release();
    trace.log(lock);
    return done();
  }

  /** 218: what a task that returns its permit shows. */
  @Test
  void theTextOfAPermitSaysWhoseItIs() {
    Permit permit = VirtualTimeLoop.run(lock.acquire());

    assertThat(permit).hasToString("<Permit of <AsyncLock [locked]>>");
  }
}
