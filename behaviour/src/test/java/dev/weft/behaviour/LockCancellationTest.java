package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import dev.weft.testing.VirtualTimeLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lock whose waiters or holders are cancelled: semantics 214 to 216, 346. */
@SuppressWarnings("try") // A permit is there to be closed.
class LockCancellationTest {
  private final Trace trace = new Trace();
  private final AsyncLock lock = new AsyncLock();
  private int taken;

  @Async
  private Coroutine<Void> holder(String name) {
    try (Permit permit = await(lock.acquire())) {
      trace.log(name + " has");
      await(sleep(ofDays(1)));
    } finally {
      trace.log(name + " unwinds");
    }
    return done();
  }

  /** 214. */
  @Test
  void aFreeLockIsTakenAtOnceIfAllWaitersWereCancelled() {
    VirtualTimeLoop.run(takesItPastTheCancelled());

    assertThat(trace.events())
        .containsExactly(
            "[0] main has, waiting <AsyncLock [locked, waiters:2]>",
            "[1] A unwinds",
            "[1] B unwinds",
            "[1] left <AsyncLock [locked]>");
  }

  @Async
  private Coroutine<Void> takesItPastTheCancelled() {
    await(lock.acquire());
    Task<Void> a = createTask(holder("A"));
    Task<Void> b = createTask(holder("B"));
    await(yieldNow());
    a.cancel();
    b.cancel();
    lock.release();
    await(lock.acquire());
    trace.log("main has, waiting " + lock);
    await(yieldNow());
    trace.log("left " + lock);
    return done();
  }

  /** 215. */
  @Test
  void aCancelledWaiterLeavesTheLine() {
    VirtualTimeLoop.run(cancelsTheFirstOfTwo());

    assertThat(trace.words())
        .containsExactly(
            "<AsyncLock [locked, waiters:2]>",
            "A unwinds",
            "<AsyncLock [locked, waiters:1]>",
            "B has",
            "B unwinds");
  }

  @Async
  private Coroutine<Void> cancelsTheFirstOfTwo() {
    await(lock.acquire());
    Task<Void> a = createTask(holder("A"));
    createTask(holder("B"));
    await(yieldNow());
    trace.log(lock);
    a.cancel();
    await(yieldNow());
    trace.log(lock);
    lock.release();
    await(yieldNow());
    return done();
  }

  /** 215: the release finds the cancelled one at the head, who passes the wake-up on. */
  @Test
  void releaseWhileTheFirstWaiterIsBeingCancelledReachesTheSecond() {
    VirtualTimeLoop.run(releasesAndCancels(false));

    assertThat(trace.events())
        .containsExactly(
            "[0] locked false",
            "[1] A unwinds",
            "[2] B has",
            "[3] end",
            "[5] B unwinds",
            "[5] C unwinds");
  }

  /** 215, 216: the first was woken already; the wake-up is not lost with it. */
  @Test
  void aWaiterThatIsWokenAndCancelledPassesTheLockOn() {
    VirtualTimeLoop.run(releasesAndCancels(true));

    assertThat(trace.events())
        .containsExactly(
            "[0] locked false",
            "[1] A unwinds",
            "[2] B has",
            "[3] end",
            "[5] B unwinds",
            "[5] C unwinds");
  }

  @Async
  private Coroutine<Void> releasesAndCancels(boolean releaseFirst) {
    await(lock.acquire());
    Task<Void> a = createTask(holder("A"));
    createTask(holder("B"));
    createTask(holder("C"));
    await(yieldNow());
    if (releaseFirst) {
      lock.release();
      a.cancel();
    } else {
      a.cancel();
      lock.release();
    }
    trace.log("locked " + lock.isLocked());
    await(yieldNow());
    await(yieldNow());
    await(yieldNow());
    trace.log("end");
    return done();
  }

  /** 216. */
  @Test
  void exactlyOneWaiterGetsTheLockOfOneWhoIsCancelledInTheTurnOfTheRelease() {
    VirtualTimeLoop.run(cancelReleaseRace());

    assertThat(trace.words()).containsExactly("taken 1, waiting <AsyncLock [locked, waiters:1]>");
  }

  @Async
  private Coroutine<Void> takes() {
    await(lock.acquire());
    taken++;
    return done();
  }

  @Async
  private Coroutine<Void> cancelReleaseRace() {
    await(lock.acquire());
    Task<Void> first = createTask(takes());
    createTask(takes());
    createTask(takes());
    await(yieldNow());
    EventLoop.running()
        .callSoon(
            () -> {
              first.cancel();
              lock.release();
            });
    for (int i = 0; i < 5; i++) {
      await(yieldNow());
    }
    trace.log("taken " + taken + ", waiting " + lock);
    return done();
  }

  /** 216: the cancelled one runs first, sees the lock free, and wakes one who has just come. */
  @Test
  void aWaiterThatCameInTheSameTurnIsWokenByTheCancelledOne() {
    VirtualTimeLoop.run(finishedWaiterCancelled());

    assertThat(trace.words()).containsExactly("locked true, cancelled true", "C got it true");
  }

  @Async
  private Coroutine<Void> finishedWaiterCancelled() {
    await(lock.acquire());
    Task<Permit> b = createTask(lock.acquire());
    await(yieldNow());
    Task<Permit> c = createTask(lock.acquire());
    b.cancel();
    lock.release();
    await(yieldNow());
    trace.log("locked " + lock.isLocked() + ", cancelled " + b.isCancelled());
    await(c);
    trace.log("C got it " + lock.isLocked());
    return done();
  }

  /** 215: like asyncio's test_cancel_race, where A releases while B is cancelled and C waits. */
  @Test
  void theHolderReleasesWhileTheNextIsCancelled() {
    VirtualTimeLoop.run(cancelRace());

    assertThat(trace.words()).containsExactly("A", "locked false", "C", "B cancelled true");
  }

  @Async
  private Coroutine<Void> cancelRace() {
    Future<Void> gate = EventLoop.running().createFuture();
    createTask(locked("A", gate));
    await(yieldNow());
    Task<Void> b = createTask(locked("B", null));
    await(yieldNow());
    Task<Void> c = createTask(locked("C", null));
    await(yieldNow());
    gate.setResult(null);
    b.cancel();
    await(yieldNow());
    trace.log("locked " + lock.isLocked());
    await(c);
    trace.log("B cancelled " + b.isCancelled());
    return done();
  }

  @Async
  private Coroutine<Void> locked(String name, @Nullable Future<Void> gate) {
    try (Permit permit = await(lock.acquire())) {
      trace.log(name);
      if (gate != null) {
        await(gate);
      }
    }
    return done();
  }

  /** 346. */
  @Test
  void aBlockThatIsCancelledReleasesAsItUnwindsAndTheNextRunsOneTurnLater() {
    VirtualTimeLoop.run(cancelsTheHolder());

    assertThat(trace.events())
        .containsExactly(
            "[0] A has",
            "[0] cancel",
            "[1] A unwinds",
            "[1] A done true, locked false",
            "[2] B has",
            "[2] B cancelled, locked true",
            "[3] B unwinds",
            "[4] locked false");
  }

  @Async
  private Coroutine<Void> cancelsTheHolder() {
    Task<Void> a = createTask(holder("A"));
    Task<Void> b = createTask(holder("B"));
    await(yieldNow());
    trace.log("cancel");
    a.cancel();
    await(yieldNow());
    trace.log("A done " + a.isDone() + ", locked " + lock.isLocked());
    await(yieldNow());
    b.cancel();
    trace.log("B cancelled, locked " + lock.isLocked());
    try {
      await(b);
    } catch (CancelledError e) {
      trace.log("locked " + lock.isLocked());
    }
    return done();
  }
}
