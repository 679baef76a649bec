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
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.BoundedAsyncSemaphore;
import dev.weft.sync.QueueShutDownException;
import dev.weft.testing.VirtualTimeLoop;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;

/** What a mistake is told: what was done, on which object in which state, and the way out. */
class SyncMessagesTest {
  @Test
  void releasingWhatIsNotHeld() {
    assertThatThrownBy(new AsyncLock()::release)
        .hasMessage("release() of <AsyncLock [unlocked]>, which nobody holds: acquire() it first");
    assertThatThrownBy(new BoundedAsyncSemaphore(2)::release)
        .hasMessage(
            "BoundedSemaphore released too many times: release() of <BoundedAsyncSemaphore"
                + " [unlocked, value:2]>, whose 2 permits are all back");
  }

  @Test
  void usingAConditionWithoutItsLock() {
    AsyncCondition condition = new AsyncCondition();
    assertThatThrownBy(condition::signal)
        .hasMessage(
            "cannot signal un-acquired lock: <AsyncCondition [unlocked]>; acquire() it first");
    assertThatThrownBy(() -> VirtualTimeLoop.run(condition.waitFor()))
        .hasMessage(
            "cannot wait on un-acquired lock: <AsyncCondition [unlocked]>; acquire() it first");
  }

  @Test
  void sayingThatTooMuchIsDone() {
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    queue.putNowait(1);
    queue.taskDone();
    assertThatThrownBy(queue::taskDone)
        .hasMessage(
            "taskDone() called too many times: all items of <AsyncQueue maxSize=0 items=[1]> are"
                + " done; call it once for each item taken");
  }

  @Test
  void usingAQueueThatWasShutDown() {
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    queue.shutdown();
    assertThatThrownBy(() -> queue.putNowait(1))
        .isInstanceOf(QueueShutDownException.class)
        .hasMessage("put() on <AsyncQueue maxSize=0 shutdown>, which was shut down");
  }

  /** What has its result at once runs without a frame; that is nobody's business. */
  @Test
  void aTraceThroughAQueueNamesNoPlumbing() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    queue.shutdown();
    assertThatThrownBy(() -> VirtualTimeLoop.run(puts(queue)))
        .isInstanceOf(QueueShutDownException.class)
        .satisfies(
            failure ->
                assertThat(failure.getStackTrace())
                    .extracting(StackTraceElement::getClassName)
                    .doesNotContain("dev.weft.compiled.Attempt", "dev.weft.compiled.Frame"));
  }

  @Async
  private static Coroutine<Void> puts(AsyncQueue<Integer> queue) {
    await(queue.put(1));
    return done();
  }

  @Test
  void aCoroutineOfAQueueIsNamedAfterItsMethod() {
    Coroutine<Void> put = new AsyncQueue<Integer>().put(1);
    assertThat(put).hasToString("<Coroutine AsyncQueue.put not started>");
    put.close();
    Coroutine<?> wait = new AsyncLock().acquire();
    assertThat(wait).hasToString("<Coroutine AsyncLock.acquire not started>");
    wait.close();
  }

  @Test
  void aTextOfAQueueStaysShort() {
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    for (int i = 0; i < 1000; i++) {
      queue.putNowait(i);
    }
    assertThat(queue)
        .hasToString(
            "<AsyncQueue maxSize=0 items=[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, and 990 more]"
                + " unfinished=1000>");
  }

  @Test
  void waitingAtABarrierThatBreaks() {
    AsyncBarrier barrier = new AsyncBarrier(2);
    assertThatThrownBy(() -> VirtualTimeLoop.run(whileOneWaits(barrier, barrier.reset())))
        .isInstanceOf(BrokenBarrierException.class)
        .hasMessage(
            "arrive() at <AsyncBarrier [resetting, waiters:0/2]>: Barrier reset while this waited;"
                + " arrive() again");
    AsyncBarrier aborted = new AsyncBarrier(2);
    assertThatThrownBy(() -> VirtualTimeLoop.run(whileOneWaits(aborted, aborted.abort())))
        .isInstanceOf(BrokenBarrierException.class)
        .hasMessage(
            "arrive() at <AsyncBarrier [broken]>: Barrier aborted while this waited;"
                + " reset() makes it usable again");
  }

  @Async
  private static Coroutine<Void> whileOneWaits(AsyncBarrier barrier, Coroutine<Void> breaking) {
    Task<Integer> one = createTask(barrier.arrive());
    await(yieldNow());
    await(breaking);
    await(one);
    return done();
  }
}
