package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.waitUntil;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.ReturnWhen.ALL_COMPLETED;
import static dev.weft.ReturnWhen.FIRST_COMPLETED;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.ReturnWhen;
import dev.weft.Task;
import dev.weft.Waited;
import dev.weft.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What waiting for futures leaves behind in them, which is nothing: semantics 150. */
class WaitUntilListenersTest {
  /** 150: what it waited for is done. */
  @Test
  void nothingIsLeftAfterTheFirstCompleted() {
    VirtualTimeLoop.run(waitAndLook(FIRST_COMPLETED, null, true));
  }

  /** 150: the time is up. */
  @Test
  void nothingIsLeftAfterATimeout() {
    VirtualTimeLoop.run(waitAndLook(ALL_COMPLETED, ofSeconds(1), false));
  }

  @Async
  private Coroutine<Void> waitAndLook(ReturnWhen when, @Nullable Duration timeout, boolean ends) {
    Future<String> ending = new Future<>();
    Future<String> pending = new Future<>();
    String before = pending.toString();
    if (ends) {
      ending.loop().callSoon(() -> ending.setResult("R"));
    }
    Waited<String> waited = await(waitUntil(List.of(ending, pending), when, timeout));

    assertThat(waited.pending()).contains(pending);
    assertThat(pending.toString()).isEqualTo(before);
    return done();
  }

  /** 150: the waiter was cancelled. */
  @Test
  void nothingIsLeftAfterACancellation() {
    VirtualTimeLoop.run(cancelAndLook());
  }

  @Async
  private Coroutine<Void> cancelAndLook() {
    Future<String> pending = new Future<>();
    String before = pending.toString();
    Task<Waited<String>> waiting = createTask(waitUntil(List.of(pending), ALL_COMPLETED));
    await(yieldNow());
    assertThat(pending.toString()).isNotEqualTo(before);
    waiting.cancel();
    try {
      await(waiting);
    } catch (CancelledError expected) {
      assertThat(pending.toString()).isEqualTo(before);
    }
    assertThat(waiting.isCancelled()).isTrue();
    return done();
  }
}
