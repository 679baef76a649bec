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
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.BoundedAsyncSemaphore;
import dev.weft.sync.Permit;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** Permits and who gets them: semantics 235 to 238, 243, 244. */
@SuppressWarnings("try") // A permit is there to be closed.
class SemaphoreTest {
  private final Trace trace = new Trace();

  /** 235. */
  @Test
  void thereIsOnePermitUnlessSaidOtherwise() {
    assertThat(new AsyncSemaphore().availablePermits()).isEqualTo(1);
    assertThat(new BoundedAsyncSemaphore().availablePermits()).isEqualTo(1);
    assertThat(new AsyncSemaphore(3).availablePermits()).isEqualTo(3);
  }

  /** 235. */
  @Test
  void aNegativeNumberIsAnError() {
    assertThatThrownBy(() -> new AsyncSemaphore(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Semaphore initial value must be >= 0, but is -1");
    assertThatThrownBy(() -> new BoundedAsyncSemaphore(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** 235. */
  @Test
  void withoutPermitsItIsLocked() {
    assertThat(new AsyncSemaphore(0).isLocked()).isTrue();
    assertThat(new AsyncSemaphore(1).isLocked()).isFalse();
  }

  /** 236. */
  @Test
  void aPermitThatIsThereIsTakenWithoutSuspending() {
    AsyncSemaphore semaphore = new AsyncSemaphore(2);
    VirtualTimeLoop.run(takesTwo(semaphore));

    assertThat(trace.events()).containsExactly("[0] 2", "[0] 1", "[0] 0", "[1] other");
  }

  @Async
  private Coroutine<Void> takesTwo(AsyncSemaphore semaphore) {
    createTask(says("other"));
    trace.log(semaphore.availablePermits());
    await(semaphore.acquire());
    trace.log(semaphore.availablePermits());
    await(semaphore.acquire());
    trace.log(semaphore.availablePermits());
    await(yieldNow());
    return done();
  }

  @Async
  private Coroutine<Void> says(String word) {
    trace.log(word);
    return done();
  }

  @Async
  private Coroutine<Void> user(AsyncSemaphore semaphore, String name) {
    await(semaphore.acquire());
    trace.log(name + " acquired, value " + semaphore.availablePermits());
    return done();
  }

  /** 237. */
  @Test
  void aReleasedPermitIsHandedToTheWaiterWhoGoesOnInTheNextTurn() {
    VirtualTimeLoop.run(releasesTwice(new AsyncSemaphore(0)));

    assertThat(trace.events())
        .containsExactly(
            "[0] value 0, locked true",
            "[0] value 0, locked true",
            "[1] A acquired, value 0",
            "[1] B acquired, value 0");
  }

  @Async
  private Coroutine<Void> releasesTwice(AsyncSemaphore semaphore) {
    createTask(user(semaphore, "A"));
    Task<Void> last = createTask(user(semaphore, "B"));
    await(yieldNow());
    for (int i = 0; i < 2; i++) {
      semaphore.release();
      trace.log("value " + semaphore.availablePermits() + ", locked " + semaphore.isLocked());
    }
    await(last);
    return done();
  }

  /** 237: nobody can take a permit that was handed over. */
  @Test
  void nobodyOvertakesAWaiter() {
    VirtualTimeLoop.run(acquiresAgain(new AsyncSemaphore(1)));

    assertThat(trace.events())
        .containsExactly("[0] released", "[1] A acquired, value 0", "[2] main acquired, value 0");
  }

  @Async
  private Coroutine<Void> acquiresAgain(AsyncSemaphore semaphore) {
    await(semaphore.acquire());
    Task<Void> a = createTask(usesAndReleases(semaphore, "A"));
    await(yieldNow());
    semaphore.release();
    trace.log("released");
    await(user(semaphore, "main"));
    await(a);
    return done();
  }

  @Async
  private Coroutine<Void> usesAndReleases(AsyncSemaphore semaphore, String name) {
    await(user(semaphore, name));
    semaphore.release();
    return done();
  }

  /** 238: releases that nobody waits for are permits. */
  @Test
  void releasesBeyondTheInitialNumberAddUp() {
    AsyncSemaphore semaphore = new AsyncSemaphore(1);
    semaphore.release();
    semaphore.release();

    assertThat(semaphore.availablePermits()).isEqualTo(3);
  }

  /** 243. */
  @Test
  void aBoundedSemaphoreCannotBeReleasedTooOften() {
    BoundedAsyncSemaphore semaphore = new BoundedAsyncSemaphore(2);
    Permit permit = VirtualTimeLoop.run(semaphore.acquire());
    permit.close();

    assertThatThrownBy(permit::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("BoundedSemaphore released too many times");
    assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
    assertThat(semaphore.availablePermits()).isEqualTo(2);
  }

  /** 243, and the block form of 218. */
  @Test
  void aBlockGivesItsPermitBackAlsoWhenItFails() {
    BoundedAsyncSemaphore semaphore = new BoundedAsyncSemaphore(1);

    assertThatThrownBy(() -> VirtualTimeLoop.run(failsInTheBlock(semaphore))).hasMessage("boom");
    assertThat(trace.words()).containsExactly("value 0");
    assertThat(semaphore.availablePermits()).isEqualTo(1);
  }

  @Async
  private Coroutine<Void> failsInTheBlock(AsyncSemaphore semaphore) {
    try (Permit permit = await(semaphore.acquire())) {
      trace.log("value " + semaphore.availablePermits());
      await(yieldNow());
      throw new IllegalArgumentException("boom");
    }
  }

  /** 244. */
  @Test
  void theTextSaysHowManyPermitsThereAreOrHowManyWait() {
    assertThat(new AsyncSemaphore(2)).hasToString("<AsyncSemaphore [unlocked, value:2]>");
    assertThat(new AsyncSemaphore(0)).hasToString("<AsyncSemaphore [locked]>");
    assertThat(new BoundedAsyncSemaphore(3))
        .hasToString("<BoundedAsyncSemaphore [unlocked, value:3]>");
    VirtualTimeLoop.run(twoWait(new AsyncSemaphore(0)));

    assertThat(trace.words()).containsExactly("<AsyncSemaphore [locked, waiters:2]>");
  }

  @Async
  private Coroutine<Void> twoWait(AsyncSemaphore semaphore) {
    createTask(semaphore.acquire());
    createTask(semaphore.acquire());
    await(yieldNow());
    trace.log(semaphore);
    return done();
  }

  /** 219: for semaphores as for locks. */
  @Test
  void waitingBindsToTheLoop() {
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    VirtualTimeLoop.run(releasesTwice(semaphore));

    assertThatThrownBy(() -> VirtualTimeLoop.run(user(semaphore, "C")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is bound to a different event loop");
  }
}
