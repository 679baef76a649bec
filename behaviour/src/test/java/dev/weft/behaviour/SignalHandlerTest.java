package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Signal handlers of a loop. Semantics 338, 339. SIGWINCH, because it does nothing where nobody
 * handles it.
 */
class SignalHandlerTest {
  private static final String SIGNAL = "WINCH";

  private final List<String> seen = new ArrayList<>();

  /** 338: the signal ends the poll, as nothing else does. */
  @Test
  void theCallbackRunsInTheLoopOnceForEachSignal() {
    run(twoSignals());

    assertThat(seen).containsExactly("main", "main");
  }

  @Async
  private Coroutine<Void> twoSignals() {
    for (int i = 0; i < 2; i++) {
      Future<Void> arrived = new Future<>();
      EventLoop.running()
          .addSignalHandler(
              SIGNAL,
              () -> {
                seen.add(EventLoop.running() == arrived.loop() ? "main" : "elsewhere");
                arrived.setResult(null);
              });
      RaisedSignals.raise(SIGNAL);
      await(arrived);
    }
    return done();
  }

  /** 338: also a signal that has been raised but not delivered goes to the new one. */
  @Test
  void aLaterHandlerReplacesAnEarlierOne() {
    run(replaced());

    assertThat(seen).containsExactly("second");
  }

  @Async
  private Coroutine<Void> replaced() {
    Future<Void> arrived = new Future<>();
    EventLoop loop = EventLoop.running();
    loop.addSignalHandler(SIGNAL, () -> seen.add("first"));
    loop.addSignalHandler(
        SIGNAL,
        () -> {
          seen.add("second");
          arrived.setResult(null);
        });
    RaisedSignals.raise(SIGNAL);
    await(arrived);
    return done();
  }

  /** 338. */
  @Test
  void whatIsNoSignalOrCannotBeCaughtIsRefused() {
    try (EventLoop loop = EventLoop.create()) {
      assertThatThrownBy(() -> loop.addSignalHandler("NONSENSE", () -> {}))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> loop.addSignalHandler("KILL", () -> {}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** 339. */
  @Test
  void removingTellsWhetherThereWasOneAndGivesTheSignalBack() {
    String before = RaisedSignals.handlerOf(SIGNAL);
    try (EventLoop loop = EventLoop.create()) {
      assertThat(loop.removeSignalHandler(SIGNAL)).isFalse();
      loop.addSignalHandler(SIGNAL, () -> {});
      assertThat(RaisedSignals.handlerOf(SIGNAL)).isEqualTo("Weft");

      assertThat(loop.removeSignalHandler(SIGNAL)).isTrue();

      assertThat(RaisedSignals.handlerOf(SIGNAL)).isEqualTo(before);
      assertThat(loop.removeSignalHandler(SIGNAL)).isFalse();
    }
  }

  /** 339. */
  @Test
  void closingTheLoopRemovesAllHandlers() {
    String before = RaisedSignals.handlerOf(SIGNAL);
    EventLoop loop = EventLoop.create();
    loop.addSignalHandler(SIGNAL, () -> {});
    loop.addSignalHandler(SIGNAL, () -> {});

    loop.close();

    assertThat(RaisedSignals.handlerOf(SIGNAL)).isEqualTo(before);
    assertThat(loop.removeSignalHandler(SIGNAL)).isFalse();
  }
}
