package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.testing.DeadlockException;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tasks that wait for each other can be cancelled: 94, taken further. asyncio ends with a
 * RecursionError instead.
 */
class CancelRingTest {
  private final Trace trace = new Trace();
  private final List<Task<Void>> ring = new ArrayList<>();

  /** 94. */
  @Test
  void requestOpensARingOfTasks() {
    VirtualTimeLoop.run(cancelRing());

    assertThat(trace.events())
        .containsExactly(
            "[0] cancel",
            "[1] 2 CancelledError(mm)",
            "[2] 1 CancelledError(mm)",
            "[3] 0 CancelledError(mm)");
  }

  @Async
  private Coroutine<Void> cancelRing() {
    for (int i = 0; i < 3; i++) {
      ring.add(createTask(waitForNext(i)));
    }
    await(sleep(ofSeconds(0)));
    await(yieldNow());
    trace.log("cancel");
    ring.get(0).cancel("mm");
    assertThat(ring).extracting(Task::cancelling).containsOnly(1);
    await(sleep(ofSeconds(1)));
    assertThat(ring).allMatch(Task::isCancelled);
    return done();
  }

  @Async
  private Coroutine<Void> waitForNext(int index) {
    await(yieldNow());
    try {
      await(ring.get((index + 1) % ring.size()));
    } catch (CancelledError e) {
      trace.log(index + " " + Workers.describe(e));
      throw e;
    }
    return done();
  }

  /** 94: the one that closes the ring had been cancelled before. */
  @Test
  void requestComesBackToATaskThatClosesARing() {
    VirtualTimeLoop.run(closeRingWhenCancelled());

    assertThat(trace.words()).containsExactly("0 CancelledError(self)", "1 CancelledError(self)");
  }

  @Async
  private Coroutine<Void> closeRingWhenCancelled() {
    ring.add(createTask(cancelSelfAndWaitForNext()));
    ring.add(createTask(waitForNext(1)));
    await(sleep(ofSeconds(1)));
    assertThat(ring).allMatch(Task::isCancelled);
    return done();
  }

  @Async
  private Coroutine<Void> cancelSelfAndWaitForNext() {
    await(yieldNow());
    await(yieldNow());
    currentTask().cancel("self");
    try {
      await(ring.get(1));
    } catch (CancelledError e) {
      trace.log("0 " + Workers.describe(e));
      throw e;
    }
    return done();
  }

  /** 94: a deadlock is told and not followed by another one. */
  @Test
  void deadlockedProgramEnds() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(waitForRing()))
        .isInstanceOf(DeadlockException.class);
    assertThat(ring).allMatch(Task::isCancelled);
  }

  @Async
  private Coroutine<Void> waitForRing() {
    ring.add(createTask(waitForNext(0)));
    ring.add(createTask(waitForNext(1)));
    await(ring.get(0));
    return done();
  }

  /** 94: through a gather the request only comes back. */
  @Test
  void taskThatGathersItselfIsADeadlockToo() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(gatherItself()))
        .isInstanceOf(DeadlockException.class);
  }

  @Async
  private Coroutine<Void> gatherItself() {
    await(gather(currentTask()));
    return done();
  }
}
