package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.waitFor;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import dev.weft.testing.VirtualTimeLoop;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** waitFor around queues and conditions: semantics 161, 162 and 345. */
class WaitForSyncTest {
  private final Trace trace = new Trace();

  /** 161. */
  @Test
  void timedOutGetLeavesNoGetterBehind() {
    VirtualTimeLoop.run(getInVain());

    assertThat(trace.words()).containsExactly("timed out", "timed out", "got x");
  }

  @Async
  private Coroutine<Void> getInVain() {
    AsyncQueue<String> queue = new AsyncQueue<>();
    String before = queue.toString();
    await(getWithinASecond(queue));
    await(getWithinASecond(queue));
    assertThat(queue.toString()).isEqualTo(before);
    queue.putNowait("x");
    await(getWithinASecond(queue));
    return done();
  }

  @Async
  private Coroutine<Void> getWithinASecond(AsyncQueue<String> queue) {
    try {
      trace.log("got " + await(waitFor(queue.get(), ofSeconds(1))));
    } catch (TimeoutException e) {
      trace.log("timed out");
    }
    return done();
  }

  /** 345: the item is put just before the deadline. */
  @Test
  void timeoutWinsOverAnItemPutBeforeItInTheSameTurn() {
    VirtualTimeLoop.run(putInTheTurnOfTheTimeout(true));

    assertThat(trace.words()).containsExactly("put", "timed out", "left 1");
  }

  /** 345: and just after it. */
  @Test
  void timeoutWinsOverAnItemPutAfterItInTheSameTurn() {
    VirtualTimeLoop.run(putInTheTurnOfTheTimeout(false));

    assertThat(trace.words()).containsExactly("put", "timed out", "left 1");
  }

  @Async
  private Coroutine<Void> putInTheTurnOfTheTimeout(boolean before) {
    AsyncQueue<String> queue = new AsyncQueue<>();
    if (before) {
      putInASecond(queue); // The earlier of two timers with the same deadline fires first.
    } else {
      EventLoop.running().callSoon(() -> putInASecond(queue));
    }
    await(getWithinASecond(queue));
    trace.log("left " + queue.size());
    return done();
  }

  private void putInASecond(AsyncQueue<String> queue) {
    EventLoop.running()
        .callLater(
            ofSeconds(1),
            () -> {
              queue.putNowait("item");
              trace.log("put");
            });
  }

  /** 162. */
  @Test
  void conditionHoldsItsLockAgainWhenTheTimeoutIsSeen() {
    VirtualTimeLoop.run(waitForSignal());

    assertThat(trace.words()).containsExactly("unlocked while waiting", "timed out, locked true");
  }

  @Async
  private Coroutine<Void> waitForSignal() {
    AsyncCondition condition = new AsyncCondition();
    EventLoop.running()
        .callSoon(() -> trace.log((condition.isLocked() ? "" : "un") + "locked while waiting"));
    try (Permit held = await(condition.acquire())) {
      assertThat(held).isNotNull();
      try {
        await(waitFor(condition.waitFor(), ofSeconds(1)));
      } catch (TimeoutException e) {
        assertThat(e).hasCauseInstanceOf(CancelledError.class);
        trace.log("timed out, locked " + condition.isLocked());
      }
    }
    assertThat(condition.isLocked()).isFalse();
    return done();
  }
}
