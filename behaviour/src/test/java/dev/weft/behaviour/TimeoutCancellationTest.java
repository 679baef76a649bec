package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.timeout;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Timeout;
import dev.weft.testing.VirtualTimeLoop;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose cancellation it was: the timeout's or somebody else's. Semantics 179 to 181, 350. */
class TimeoutCancellationTest {
  private final Trace trace = new Trace();
  private @Nullable Timeout scope;

  /** 179. */
  @Test
  void aForeignCancellationBeforeTheDeadlineIsNoTimeout() {
    assertThat(VirtualTimeLoop.run(cancelledAtOne())).isTrue();

    assertThat(trace.events()).containsExactly("[0]t=1 CancelledError: ext, expired false");
  }

  @Async
  private Coroutine<Boolean> cancelledAtOne() {
    Task<Void> task = createTask(hasThreeSeconds());
    await(sleep(ofSeconds(1)));
    task.cancel("ext");
    try {
      await(task);
      return done(false);
    } catch (CancelledError e) {
      return done(task.isCancelled());
    }
  }

  @Async
  private Coroutine<Void> hasThreeSeconds() {
    try {
      await(timeout(ofSeconds(3), entered -> await(sleep10(entered))));
    } catch (CancelledError e) {
      trace.log("CancelledError: " + e.getMessage() + ", expired " + scope.expired());
      throw e;
    } catch (TimeoutException e) {
      trace.log("timeout");
    }
    return done();
  }

  @Async
  private Coroutine<Void> sleep10(Timeout entered) {
    scope = entered;
    await(sleep(ofSeconds(10)));
    return done();
  }

  /** 180: whoever comes first, the foreign cancellation leaves one request more than on entry. */
  @Test
  void aForeignCancellationInTheTurnOfTheExpiryWins() {
    VirtualTimeLoop.run(expiresAndIsCancelled(true));
    VirtualTimeLoop.run(expiresAndIsCancelled(false));

    assertThat(trace.words())
        .containsExactly(
            "CancelledError, expired true, cancelling 1",
            "CancelledError, expired true, cancelling 1");
  }

  @Async
  private Coroutine<Void> expiresAndIsCancelled(boolean foreignFirst) {
    Task<?> me = currentTask();
    EventLoop loop = EventLoop.running();
    if (foreignFirst) {
      loop.callLater(ofSeconds(3), me::cancel);
    }
    try {
      await(
          timeout(
              ofSeconds(3),
              entered -> {
                if (!foreignFirst) {
                  loop.callLater(ofSeconds(3), me::cancel);
                }
                return await(sleep10(entered));
              }));
    } catch (CancelledError e) {
      trace.log("CancelledError, expired " + scope.expired() + ", cancelling " + me.cancelling());
    } catch (TimeoutException e) {
      trace.log("timeout");
    }
    return done();
  }

  /** 180. */
  @Test
  void aCancellationInsideTheBlockIsNoTimeoutThoughAnEarlierOneWasSwallowed() {
    VirtualTimeLoop.run(cancelledTwice());

    assertThat(trace.words()).containsExactly("CancelledError, expired false, cancelling 2");
  }

  @Async
  private Coroutine<Void> cancelledTwice() {
    await(swallowOneCancellation());
    Task<?> me = currentTask();
    try {
      await(timeout(ofSeconds(1), entered -> await(cancelsItself(entered))));
    } catch (CancelledError e) {
      trace.log("CancelledError, expired " + scope.expired() + ", cancelling " + me.cancelling());
    } catch (TimeoutException e) {
      trace.log("timeout");
    }
    return done();
  }

  @Async
  private Coroutine<Void> cancelsItself(Timeout entered) {
    scope = entered;
    currentTask().cancel();
    await(sleep(ofSeconds(10)));
    return done();
  }

  @Async
  private Coroutine<Void> swallowOneCancellation() {
    try {
      currentTask().cancel();
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      // Swallowed, but not taken back: cancelling() stays 1.
    }
    return done();
  }

  /** 181. */
  @Test
  void aTaskThatIsBeingCancelledCanUseATimeout() {
    VirtualTimeLoop.run(timeoutAfterCancellation());

    assertThat(trace.words()).containsExactly("timeout, cancelling 1");
  }

  @Async
  private Coroutine<Void> timeoutAfterCancellation() {
    await(swallowOneCancellation());
    try {
      await(timeout(ofSeconds(1), entered -> await(sleep10(entered))));
    } catch (TimeoutException e) {
      trace.log("timeout, cancelling " + currentTask().cancelling());
    }
    return done();
  }

  /** 350: cancelled once, not for as long as it takes. */
  @Test
  void aBlockThatSwallowsItsCancellationAndAwaitsAgainHoldsTheTimeout() throws TimeoutException {
    VirtualTimeLoop.run(stubbornInATimeout());

    assertThat(trace.events()).containsExactly("[0]t=6 stubborn ends", "[0]t=6 no timeout");
  }

  @Async
  private Coroutine<Void> stubbornInATimeout() throws TimeoutException {
    await(timeout(ofSeconds(1), () -> await(stubborn())));
    trace.log("no timeout");
    return done();
  }

  @Async
  private Coroutine<Void> stubborn() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      await(sleep(ofSeconds(5)));
    }
    trace.log("stubborn ends");
    return done();
  }
}
