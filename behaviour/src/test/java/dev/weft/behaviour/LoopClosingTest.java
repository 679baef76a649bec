package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.KeyboardInterrupt;
import dev.weft.testing.DeadlockException;
import dev.weft.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Closing a loop, and what a closed one refuses: semantics 13, 23 and 31. */
class LoopClosingTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final List<String> events = new ArrayList<>();

  /** 13. */
  @Test
  void aClosedLoopTakesNothingMore() {
    loop.close();

    assertClosed(() -> loop.callSoon(() -> {}));
    assertClosed(() -> loop.callAt(1, () -> {}));
    assertClosed(() -> loop.callLater(Duration.ofSeconds(1), () -> {}));
    assertClosed(() -> loop.callSoonThreadsafe(() -> {}));
    assertClosed(() -> loop.runInExecutor(null, () -> 1));
    assertClosed(() -> loop.createTask(nothing()));
    assertClosed(() -> Asyncio.runCoroutineThreadsafe(nothing(), loop));
    assertClosed(loop::runForever);
    assertClosed(() -> loop.runUntilComplete(loop.createFuture()));
  }

  private static void assertClosed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Event loop is closed");
  }

  /** 23. */
  @Test
  void closeDropsCallbacksAndTimersWithoutRunningThem() {
    loop.callSoon(() -> events.add("callback"));
    loop.callLater(Duration.ZERO, () -> events.add("timer"));

    loop.close();
    loop.close();

    assertThat(loop.isClosed()).isTrue();
    assertThat(events).isEmpty();
  }

  /** 23. */
  @Test
  void aRunningLoopCannotBeClosed() {
    loop.callSoon(
        () -> {
          try {
            loop.close();
          } catch (IllegalStateException e) {
            events.add(String.valueOf(e.getMessage()));
          }
        });

    Loops.turn(loop);

    assertThat(events).hasSize(1);
    assertThat(events.get(0)).startsWith("Cannot close a running event loop");
    assertThat(loop.isClosed()).isFalse();
    loop.close();
  }

  /** 23: what comes out of the last runs does not keep the loop, its thread and selector, open. */
  @Test
  void aLoopIsClosedAlsoIfATaskThatIsCancelledForItEndsWithAFatalFailure() {
    loop.setExceptionHandler((l, context) -> events.add(context.message()));
    loop.addResource(() -> events.add("resource closed"));
    loop.createTask(fatalWhenCancelled());
    Loops.turn(loop);

    assertThatThrownBy(loop::close).isInstanceOf(KeyboardInterrupt.class);

    assertThat(loop.isClosed()).isTrue();
    assertThat(events).endsWith("resource closed");
  }

  /** 23. */
  @Test
  void aLoopIsClosedAlsoIfATaskThatIsCancelledForItNeverEnds() {
    loop.setExceptionHandler((l, context) -> events.add(context.message()));
    loop.createTask(deafToCancellation());
    Loops.turn(loop);

    assertThatThrownBy(loop::close).isInstanceOf(DeadlockException.class);

    assertThat(loop.isClosed()).isTrue();
    assertThat(events).contains("Task was destroyed but it is pending!");
  }

  @Async
  private Coroutine<Void> fatalWhenCancelled() {
    try {
      await(loop.createFuture());
    } catch (CancelledError cancelled) {
      throw new KeyboardInterrupt();
    }
    return done();
  }

  @Async
  @SuppressWarnings("weft:CancellationSwallowed")
  private Coroutine<Void> deafToCancellation() {
    try {
      await(loop.createFuture());
    } catch (CancelledError ignored) {
      await(loop.createFuture());
    }
    return done();
  }

  /** 31. */
  @Test
  void createTaskThatFailsClosesTheCoroutine() {
    Coroutine<Void> coroutine = nothing();
    loop.close();

    assertClosed(() -> loop.createTask(coroutine));

    assertThat(coroutine).asString().endsWith(" closed>");
  }

  @Async
  private static Coroutine<Void> nothing() {
    return done();
  }
}
