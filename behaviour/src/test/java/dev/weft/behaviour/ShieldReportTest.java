package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.shield;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A failure behind a cancelled shield: semantics 140, as Python 3.14 has it. */
class ShieldReportTest {
  private final List<String> reports = new ArrayList<>();
  private final IllegalStateException error = new IllegalStateException("late");

  /** 140. */
  @Test
  void failureBehindACancelledShieldIsReportedOnce() {
    VirtualTimeLoop.run(failAfterCancel(false));

    assertThat(reports).containsExactly("IllegalStateException exception in shielded future: late");
  }

  /** 140: Python 3.14 reports this too; it is spurious (gh-156321). */
  @Test
  void failureThatSomebodyElseReceivesIsNotReported() {
    VirtualTimeLoop.run(failAfterCancel(true));

    assertThat(reports).isEmpty();
  }

  @Async
  private Coroutine<Void> failAfterCancel(boolean somebodyElseWaits) {
    EventLoop.running()
        .setExceptionHandler(
            (loop, context) ->
                reports.add(context.message() + ": " + context.exception().getMessage()));
    Future<String> inner = new Future<>();
    Future<String> outer = shield(inner);
    if (somebodyElseWaits) {
      createTask(expectsFailure(inner));
    }
    await(yieldNow());
    outer.cancel();
    await(yieldNow());
    inner.setException(error);
    await(yieldNow());
    await(yieldNow());
    return done();
  }

  @Async
  private Coroutine<Void> expectsFailure(Future<String> inner) {
    try {
      await(inner);
    } catch (IllegalStateException e) {
      assertThat(e).isSameAs(error);
    }
    return done();
  }

  /** 140: the shield was there first and failed with it. */
  @Test
  void failureThatTheShieldReceivesIsNotReportedForTheInnerFuture() {
    VirtualTimeLoop.run(failBeforeCancel());

    assertThat(reports).isEmpty();
  }

  @Async
  private Coroutine<Void> failBeforeCancel() {
    EventLoop.running().setExceptionHandler((loop, context) -> reports.add(context.message()));
    Future<String> inner = new Future<>();
    Future<String> outer = shield(inner);
    inner.setException(error);
    await(yieldNow());
    assertThat(outer.exception()).isSameAs(error);
    return done();
  }
}
