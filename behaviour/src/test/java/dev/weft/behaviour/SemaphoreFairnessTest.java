package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.gatherSettled;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.waitFor;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import dev.weft.testing.VirtualTimeLoop;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Permits go round in the order of asking, whoever is cancelled: semantics 236, 238 to 242. */
@SuppressWarnings("try") // A permit is there to be closed.
class SemaphoreFairnessTest {
  private final Trace trace = new Trace();
  private @Nullable Task<Void> second;

  @Async
  private Coroutine<Void> taker(AsyncSemaphore semaphore, int number) {
    await(semaphore.acquire());
    trace.log(number);
    return done();
  }

  /** 236, 238. */
  @Test
  void oneWhoIsWokenWakesThoseWhoCameMeanwhile() {
    VirtualTimeLoop.run(releasesThreeBeforeTheOthersCome(new AsyncSemaphore(0)));

    assertThat(trace.words())
        .containsExactly(
            "value 2, locked true",
            "<AsyncSemaphore [locked, waiters:3]>",
            "1, value 0",
            "2",
            "3",
            "4",
            "value 0, locked true");
  }

  @Async
  private Coroutine<Void> releasesThreeBeforeTheOthersCome(AsyncSemaphore semaphore) {
    createTask(firstOfFour(semaphore));
    createTask(releasesThree(semaphore));
    createTask(taker(semaphore, 3));
    await(yieldNow());
    trace.log(semaphore);
    await(yieldNow());
    await(yieldNow());
    trace.log("value " + semaphore.availablePermits() + ", locked " + semaphore.isLocked());
    return done();
  }

  @Async
  private Coroutine<Void> firstOfFour(AsyncSemaphore semaphore) {
    await(semaphore.acquire());
    createTask(says(4));
    trace.log("1, value " + semaphore.availablePermits());
    return done();
  }

  @Async
  private Coroutine<Void> says(int number) {
    trace.log(number);
    return done();
  }

  @Async
  private Coroutine<Void> releasesThree(AsyncSemaphore semaphore) {
    semaphore.release();
    semaphore.release();
    semaphore.release();
    trace.log("value " + semaphore.availablePermits() + ", locked " + semaphore.isLocked());
    await(semaphore.acquire());
    trace.log(2);
    return done();
  }

  /** 239. */
  @Test
  void whoAcquiresAgainQueuesBehindTheOthers() {
    VirtualTimeLoop.run(threeAcquireTwice(new AsyncSemaphore(1)));

    assertThat(trace.words()).containsExactly("c1_1", "c2_1", "c3_1", "c1_2", "c2_2", "c3_2");
  }

  @Async
  private Coroutine<Void> threeAcquireTwice(AsyncSemaphore semaphore) {
    await(gather(twice(semaphore, "c1"), twice(semaphore, "c2"), twice(semaphore, "c3")));
    return done();
  }

  @Async
  private Coroutine<Void> twice(AsyncSemaphore semaphore, String name) {
    for (int i = 1; i <= 2; i++) {
      await(semaphore.acquire());
      trace.log(name + "_" + i);
      await(sleep(ofSeconds(1)));
      semaphore.release();
    }
    return done();
  }

  /** 240. */
  @Test
  void oneWhoReleasesAndAcquiresAgainComesAfterTheWaiter() {
    VirtualTimeLoop.run(secondAcquiresAgain(new AsyncSemaphore(1)));

    assertThat(trace.words()).containsExactly("1", "2", "3", "4");
  }

  @Async
  private Coroutine<Void> secondAcquiresAgain(AsyncSemaphore semaphore) {
    Task<Void> first = createTask(taker(semaphore, 1));
    Task<Void> again = createTask(twoAndFour(semaphore));
    Task<Void> third = createTask(taker(semaphore, 3));
    await(yieldNow());
    semaphore.release();
    semaphore.release();
    await(gather(first, again, third));
    return done();
  }

  @Async
  private Coroutine<Void> twoAndFour(AsyncSemaphore semaphore) {
    await(semaphore.acquire());
    trace.log(2);
    semaphore.release();
    await(semaphore.acquire());
    trace.log(4);
    return done();
  }

  /** 241. */
  @Test
  void releaseSkipsThoseWhoAreBeingCancelled() {
    VirtualTimeLoop.run(cancelsTwoOfFour(new AsyncSemaphore(0)));

    assertThat(trace.events()).containsExactly("[0] released", "[1] 3", "[2] 4 waits true");
  }

  @Async
  private Coroutine<Void> cancelsTwoOfFour(AsyncSemaphore semaphore) {
    Task<Void> one = createTask(taker(semaphore, 1));
    Task<Void> two = createTask(taker(semaphore, 2));
    createTask(taker(semaphore, 3));
    Task<Void> four = createTask(taker(semaphore, 4));
    await(yieldNow());
    one.cancel();
    two.cancel();
    semaphore.release();
    trace.log("released");
    await(yieldNow());
    await(yieldNow());
    trace.log("4 waits " + !four.isDone());
    return done();
  }

  /** 241. */
  @Test
  void thoseWhoWereCancelledDoNotCount() {
    VirtualTimeLoop.run(cancelsTheFirstOfThree(new AsyncSemaphore(0)));

    assertThat(trace.words()).containsExactly("2", "3");
  }

  @Async
  private Coroutine<Void> cancelsTheFirstOfThree(AsyncSemaphore semaphore) {
    Task<Void> first = createTask(taker(semaphore, 1));
    Task<Void> two = createTask(taker(semaphore, 2));
    Task<Void> three = createTask(taker(semaphore, 3));
    await(yieldNow());
    first.cancel();
    await(yieldNow());
    semaphore.release();
    semaphore.release();
    await(gather(two, three));
    return done();
  }

  /** 242. */
  @Test
  void oneWhoIsWokenAndCancelledGivesThePermitToTheNext() {
    VirtualTimeLoop.run(wakesAndCancels(new AsyncSemaphore(0)));

    assertThat(trace.events())
        .containsExactly("[0] cancelled", "[2] 2", "[3] value 0, 3 waits true");
  }

  @Async
  private Coroutine<Void> wakesAndCancels(AsyncSemaphore semaphore) {
    Task<Void> one = createTask(taker(semaphore, 1));
    Task<Void> two = createTask(taker(semaphore, 2));
    Task<Void> three = createTask(taker(semaphore, 3));
    await(yieldNow());
    semaphore.release();
    one.cancel();
    trace.log("cancelled");
    await(two);
    trace.log("value " + semaphore.availablePermits() + ", 3 waits " + !three.isDone());
    return done();
  }

  /** 242: and if there is no next, the permit is free again. */
  @Test
  void oneWhoIsWokenAndCancelledGivesThePermitBack() {
    VirtualTimeLoop.run(cancelsTheOnlyWaiter(new AsyncSemaphore(1)));

    assertThat(trace.words()).containsExactly("cancelled true, value 1", "acquired");
  }

  @Async
  private Coroutine<Void> cancelsTheOnlyWaiter(AsyncSemaphore semaphore) {
    Task<Void> user = createTask(usesAndThenCancels(semaphore));
    second = createTask(taker(semaphore, 2));
    await(gatherSettled(user, second));
    trace.log("cancelled " + second.isCancelled() + ", value " + semaphore.availablePermits());
    try {
      await(waitFor(semaphore.acquire(), ofSeconds(1)));
      trace.log("acquired");
    } catch (TimeoutException e) {
      trace.log("hangs");
    }
    return done();
  }

  @Async
  private Coroutine<Void> usesAndThenCancels(AsyncSemaphore semaphore) {
    try (Permit permit = await(semaphore.acquire())) {
      await(yieldNow());
    }
    second.cancel();
    return done();
  }
}
