package dev.weft.behaviour;

import static dev.weft.Asyncio.allTasks;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.testing.VirtualTimeLoop;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Looking at tasks that wait changes nothing: the bodies of dev.weft.sync are asked where they
 * stand for each text, each stack and each CancelledError.
 */
class SyncInspectionTest {
  @Async
  private Coroutine<Void> waits(Coroutine<?> what) {
    await(what);
    return done();
  }

  /** Two wait; they are looked at; two more wait and all are cancelled. */
  @Async
  private Coroutine<Void> lookedAt(Object what, Supplier<Coroutine<?>> wait) {
    String alone = what.toString();
    Task<Void> a = createTask(waits(wait.get()));
    createTask(wait.get());
    await(yieldNow());
    await(yieldNow());
    String waitedFor = what.toString();
    assertThat(waitedFor).isNotEqualTo(alone);
    look();
    assertThat(a.stack()).isNotEmpty();
    assertThat(what).hasToString(waitedFor);
    for (Task<?> task : allTasks()) {
      if (task != allTasks().iterator().next()) {
        task.cancel();
      }
    }
    look();
    await(yieldNow());
    await(yieldNow());
    assertThat(what).hasToString(alone);
    assertThat(allTasks()).hasSize(1);
    return done();
  }

  private static void look() {
    for (Task<?> task : allTasks()) {
      assertThat(task.toString()).startsWith("<Task ");
      assertThat(task.stack()).isNotNull();
      assertThat(task.coroutine().toString()).startsWith("<Coroutine ");
    }
  }

  @Test
  void aLockStaysAsItIs() {
    AsyncLock lock = new AsyncLock();
    VirtualTimeLoop.run(lock.acquire());
    VirtualTimeLoop.run(lookedAt(lock, lock::acquire));
    lock.release();
  }

  @Test
  void anEventStaysAsItIs() {
    AsyncEvent event = new AsyncEvent();
    VirtualTimeLoop.run(lookedAt(event, event::waitUntilSet));
  }

  @Test
  void aConditionStaysAsItIs() {
    AsyncCondition condition = new AsyncCondition();
    VirtualTimeLoop.run(lookedAt(condition, () -> waitsFor(condition)));
    VirtualTimeLoop.run(condition.acquire());
  }

  @Async
  private Coroutine<Void> waitsFor(AsyncCondition condition) {
    await(condition.acquire());
    try {
      await(condition.waitFor(() -> false));
    } finally {
      condition.release();
    }
    return done();
  }

  @Test
  void aSemaphoreStaysAsItIs() {
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    VirtualTimeLoop.run(lookedAt(semaphore, semaphore::acquire));
    assertThat(semaphore.availablePermits()).isZero();
  }

  @Test
  void aBarrierStaysAsItIs() {
    AsyncBarrier barrier = new AsyncBarrier(3);
    VirtualTimeLoop.run(lookedAt(barrier, barrier::arrive));
  }

  @Test
  void aQueueWithGettersStaysAsItIs() {
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    VirtualTimeLoop.run(lookedAt(queue, queue::get));
  }

  @Test
  void aQueueWithPuttersStaysAsItIs() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    queue.putNowait(0);
    VirtualTimeLoop.run(lookedAt(queue, () -> queue.put(1)));
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void aQueueThatIsJoinedStaysAsItIs() {
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    queue.putNowait(0);
    VirtualTimeLoop.run(joined(queue));
  }

  @Async
  private Coroutine<Void> joined(AsyncQueue<Integer> queue) {
    Task<Void> join = createTask(waits(queue.join()));
    await(yieldNow());
    look();
    assertThat(queue).hasToString("<AsyncQueue maxSize=0 items=[0] unfinished=1 joiners:1>");
    assertThat(join.stack()).hasSize(1);
    queue.taskDone();
    await(join);
    return done();
  }
}
