package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.timeout;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Timeout;
import dev.weft.testing.VirtualTimeLoop;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Moving a deadline, and what a deadline calls itself. Semantics 184, 186. */
class TimeoutRescheduleTest {
  private final Trace trace = new Trace();
  private @Nullable Timeout scope;

  /** 184. */
  @Test
  void anActiveDeadlineCanBePutOff() {
    VirtualTimeLoop.run(logged(entered -> await(putOff(entered))));

    assertThat(trace.events())
        .containsExactly("[0]t=2 still here", "[0]t=2 when PT7S", "[3]t=7 timeout");
  }

  @Async
  private Coroutine<Void> putOff(Timeout entered) {
    entered.reschedule(ofSeconds(5));
    await(sleep(ofSeconds(2)));
    trace.log("still here");
    entered.reschedule(ofSeconds(5));
    trace.log("when " + entered.when());
    await(yieldNow());
    await(sleep(ofSeconds(10)));
    return done();
  }

  /** 184. */
  @Test
  void anActiveDeadlineCanBeTakenAway() {
    VirtualTimeLoop.run(logged(entered -> await(takeAway(entered))));

    assertThat(trace.words()).containsExactly("when null, expired false", "no timeout");
  }

  @Async
  private Coroutine<Void> takeAway(Timeout entered) {
    entered.reschedule(null);
    await(sleep(ofSeconds(10)));
    trace.log("when " + entered.when() + ", expired " + entered.expired());
    return done();
  }

  /** 184. */
  @Test
  void aDeadlineMovedToNowExpiresInTheNextTurn() {
    VirtualTimeLoop.run(logged(entered -> await(moveToNow(entered))));

    assertThat(trace.events()).containsExactly("[0]t=2 moved", "[2]t=2 timeout");
  }

  /** The expiry runs in turn 1 and cancels the sleep, the block is resumed in turn 2. */
  @Async
  private Coroutine<Void> moveToNow(Timeout entered) {
    await(sleep(ofSeconds(2)));
    entered.reschedule(ZERO);
    trace.log("moved");
    await(sleep(ofSeconds(10)));
    return done();
  }

  @Async
  private Coroutine<Void> logged(AsyncFunction<Timeout, Void> block) {
    try {
      await(timeout(ofSeconds(3), block));
      trace.log("no timeout");
    } catch (TimeoutException e) {
      trace.log("timeout");
    }
    return done();
  }

  /** 184. */
  @Test
  void aDeadlineThatIsNotActiveCannotBeMoved() {
    VirtualTimeLoop.run(logged(entered -> await(movesWhileExpiring(entered))));
    assertRefused("expired");
    VirtualTimeLoop.run(logged(entered -> await(endsAtOnce(entered))));
    assertRefused("finished");

    assertThat(trace.words()).containsExactly("expired true", "timeout", "no timeout");
  }

  @Async
  private Coroutine<Void> movesWhileExpiring(Timeout entered) {
    scope = entered;
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      trace.log("expired " + entered.expired());
      assertRefused("expiring");
      throw e;
    }
    return done();
  }

  private void assertRefused(String state) {
    assertThatThrownBy(() -> scope.reschedule(ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot change state of " + state + " Timeout");
  }

  @Async
  private Coroutine<Void> endsAtOnce(Timeout entered) {
    scope = entered;
    return done();
  }

  /** 186. */
  @Test
  void itsTextIsItsStateAndWhileActiveItsDeadline() {
    VirtualTimeLoop.run(logged(entered -> await(showsItself(entered))));
    assertThat(scope).hasToString("<Timeout [expired]>");
    VirtualTimeLoop.run(logged(entered -> await(endsAtOnce(entered))));
    assertThat(scope).hasToString("<Timeout [finished]>");

    assertThat(trace.words())
        .containsExactly(
            "<Timeout [active] when=PT3S>",
            "<Timeout [active] when=null>",
            "<Timeout [active] when=PT12.345S>",
            "<Timeout [expiring]>",
            "timeout",
            "no timeout");
  }

  @Async
  private Coroutine<Void> showsItself(Timeout entered) {
    scope = entered;
    trace.log(entered);
    entered.reschedule(null);
    trace.log(entered);
    entered.reschedule(ofMillis(12_345));
    trace.log(entered);
    try {
      await(sleep(ofSeconds(20)));
    } catch (CancelledError e) {
      trace.log(entered);
      throw e;
    }
    return done();
  }
}
