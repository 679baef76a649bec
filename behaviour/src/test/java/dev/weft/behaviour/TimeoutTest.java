package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.timeout;
import static dev.weft.Asyncio.timeoutAt;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Timeout;
import dev.weft.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A block with a deadline: when it expires, and when it does not. Semantics 171 to 178. */
class TimeoutTest {
  private final Trace trace = new Trace();
  private @Nullable Timeout scope;

  /** 171. */
  @Test
  void anExpiredBlockEndsWithATimeoutAndItsTaskIsNotCancelled() {
    VirtualTimeLoop.run(expires());

    assertThat(trace.events())
        .containsExactly(
            "[0]t=3 p",
            "[1]t=3 work CancelledError",
            "[1]t=3 timeout because of CancelledError, expired true, cancelling 0",
            "[3]t=4 goes on");
  }

  @Async
  private Coroutine<Void> expires() {
    try {
      await(timeout(ofSeconds(3), entered -> await(work(entered))));
    } catch (TimeoutException e) {
      String cause = e.getCause().getClass().getSimpleName();
      trace.log("timeout because of " + cause + ", " + expired() + ", cancelling " + cancelling());
    }
    await(sleep(ofSeconds(1)));
    trace.log("goes on");
    return done();
  }

  @Async
  private Coroutine<Void> work(Timeout entered) {
    scope = entered;
    EventLoop.running().callLater(ofSeconds(3), () -> trace.log("p"));
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      trace.log("work CancelledError");
      throw e;
    }
    return done();
  }

  /** 172. */
  @Test
  void aBlockThatEndsInTimeTakesItsTimerBack() throws TimeoutException {
    VirtualTimeLoop.run(endsInTime());

    assertThat(trace.events())
        .containsExactly("[0]t=1 fine, expired false, when PT3S", "[2]t=9 end");
  }

  @Async
  private Coroutine<Void> endsInTime() throws TimeoutException {
    String result = await(timeout(ofSeconds(3), entered -> await(second(entered))));
    trace.log(result + ", " + expired() + ", when " + scope.when());
    await(sleep(ofSeconds(8)));
    trace.log("end");
    return done();
  }

  @Async
  private Coroutine<String> second(Timeout entered) {
    scope = entered;
    await(sleep(ofSeconds(1)));
    return done("fine");
  }

  /** 173. */
  @Test
  void withoutADeadlineItNeverExpires() throws TimeoutException {
    String result = VirtualTimeLoop.run(timeout(null, (Timeout entered) -> await(aDay(entered))));

    assertThat(result).isEqualTo("when null, expired false");
  }

  @Async
  private Coroutine<String> aDay(Timeout entered) {
    scope = entered;
    await(sleep(ofDays(1)));
    return done("when " + entered.when() + ", " + expired());
  }

  /** 173. */
  @Test
  void timeoutAtTakesATimeOfTheLoop() {
    VirtualTimeLoop.run(expiresAtFive());

    assertThat(trace.events()).containsExactly("[0]t=2 in", "[2]t=5 timeout");
  }

  @Async
  private Coroutine<Void> expiresAtFive() {
    await(sleep(ofSeconds(2)));
    trace.log("in");
    try {
      await(timeoutAt(ofSeconds(5).toNanos(), () -> await(sleep10())));
    } catch (TimeoutException e) {
      trace.log("timeout");
    }
    return done();
  }

  @Async
  private Coroutine<Void> sleep10() {
    await(sleep(ofSeconds(10)));
    return done();
  }

  /** 174. */
  @Test
  void noTimeAtAllExpiresAtTheFirstSuspension() {
    VirtualTimeLoop.run(noTime(ZERO));
    VirtualTimeLoop.run(noTime(ofSeconds(-1)));

    assertThat(trace.words()).containsExactly("in", "timeout", "in", "timeout");
    assertThat(trace.events()).startsWith("[0] in", "[1] timeout");
  }

  @Async
  private Coroutine<Void> noTime(Duration delay) {
    try {
      await(timeout(delay, () -> await(yieldsOnce())));
    } catch (TimeoutException e) {
      trace.log("timeout");
    }
    return done();
  }

  @Async
  private Coroutine<Void> yieldsOnce() {
    trace.log("in");
    await(yieldNow());
    trace.log("never here");
    return done();
  }

  /** 174. */
  @Test
  void aBlockThatDoesNotSuspendNeedsNoTime() throws TimeoutException {
    assertThat(VirtualTimeLoop.run(timeout(ZERO, () -> await(atOnce())))).isEqualTo("at once");
    assertThat(VirtualTimeLoop.run(timeout(ZERO, () -> "plain"))).isEqualTo("plain");
  }

  @Async
  private Coroutine<String> atOnce() {
    return done("at once");
  }

  /** 175. */
  @Test
  void aDeadlineThatHasPassedExpiresInTheReadyQueueAndALaterOneIsATimer() {
    VirtualTimeLoop.run(expiryBetweenCallbacks(0));
    VirtualTimeLoop.run(expiryBetweenCallbacks(1));

    assertThat(trace.words())
        .containsExactly(
            "before expired false",
            "after expired true",
            "timeout", // call_soon keeps its place
            "before expired false",
            "after expired false",
            "timeout");
  }

  @Async
  private Coroutine<Void> expiryBetweenCallbacks(long delay) {
    EventLoop.running().callSoon(() -> trace.log("before " + expired()));
    try {
      await(timeout(ofNanos(delay), entered -> await(suspends(entered))));
    } catch (TimeoutException e) {
      trace.log("timeout");
    }
    return done();
  }

  @Async
  private Coroutine<Void> suspends(Timeout entered) {
    scope = entered;
    EventLoop.running().callSoon(() -> trace.log("after " + expired()));
    await(sleep(ofNanos(5)));
    return done();
  }

  /** 176. */
  @Test
  void aFailureBeforeTheDeadlinePassesUnchanged() throws TimeoutException {
    IllegalArgumentException failure = new IllegalArgumentException("mine");

    Throwable left = VirtualTimeLoop.run(failsIn(failure));

    assertThat(left).isSameAs(failure).hasNoSuppressedExceptions();
    assertThat(expired()).isEqualTo("expired false");
  }

  @Async
  private Coroutine<Throwable> failsIn(RuntimeException failure) throws TimeoutException {
    try {
      await(timeout(ofSeconds(3), entered -> await(fails(entered, failure))));
      return done(null);
    } catch (IllegalArgumentException e) {
      return done(e);
    }
  }

  @Async
  private Coroutine<Void> fails(Timeout entered, RuntimeException failure) {
    scope = entered;
    await(sleep(ofSeconds(1)));
    throw failure;
  }

  /** 177. */
  @Test
  void aFailureAfterTheDeadlinePassesUnchanged() throws TimeoutException {
    Throwable left = VirtualTimeLoop.run(failsInItsCleanUp());

    assertThat(left).isInstanceOf(IllegalStateException.class).hasMessage("clean-up");
    assertThat(left).hasNoSuppressedExceptions();
    assertThat(expired()).isEqualTo("expired true");
  }

  @Async
  private Coroutine<Throwable> failsInItsCleanUp() throws TimeoutException {
    try {
      await(timeout(ofSeconds(3), entered -> await(cleanUpFails(entered))));
      return done(null);
    } catch (IllegalStateException e) {
      assertThat(cancelling()).isZero();
      return done(e);
    }
  }

  @Async
  private Coroutine<Void> cleanUpFails(Timeout entered) {
    scope = entered;
    try {
      await(sleep(ofSeconds(10)));
      return done();
    } catch (CancelledError e) {
      throw new IllegalStateException("clean-up");
    }
  }

  /** 178. */
  @Test
  void aBlockThatSwallowsTheCancellationEndsNormally() throws TimeoutException {
    assertThat(VirtualTimeLoop.run(swallows())).isEqualTo("survived, expired true, cancelling 0");
  }

  @Async
  private Coroutine<String> swallows() throws TimeoutException {
    String result = await(timeout(ofSeconds(3), entered -> await(swallow(entered))));
    return done(result + ", " + expired() + ", cancelling " + cancelling());
  }

  @Async
  private Coroutine<String> swallow(Timeout entered) {
    scope = entered;
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      return done("survived");
    }
    return done("not cancelled");
  }

  private String expired() {
    return "expired " + scope.expired();
  }

  private static int cancelling() {
    return currentTask().cancelling();
  }
}
