package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.KeyboardInterrupt;
import dev.weft.Runner;
import dev.weft.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ctrl-C while a runner runs in the main thread. Semantics 119, 276, 277. */
class CtrlCTest {
  private final List<String> seen = new ArrayList<>();
  private String before = "unknown";

  /** A process that was started in the background may ignore SIGINT, and then cannot catch it. */
  @BeforeEach
  void onlyWhereTheJvmHandlesTheSignal() {
    before = RaisedSignals.handlerOf("INT");
    assumeTrue(before.startsWith("java.lang.Terminator"));
    assumeTrue(Thread.currentThread().getName().equals("main"));
  }

  /** 276. */
  @Test
  void interruptsATaskThatWaitsForAFutureAndCancelsTheFuture() {
    try (Runner runner = new Runner()) {
      Future<Void> future = runner.loop().createFuture();

      assertThatThrownBy(() -> runner.run(waitsFor(future))).isInstanceOf(KeyboardInterrupt.class);

      assertThat(future.isCancelled()).isTrue();
    }
    assertThat(RaisedSignals.handlerOf("INT")).isEqualTo(before);
  }

  @Async
  private Coroutine<Void> waitsFor(Future<Void> future) {
    RaisedSignals.raise("INT");
    await(future);
    return done();
  }

  /** 276. */
  @Test
  void interruptsATaskThatOnlyGivesWay() {
    try (Runner runner = new Runner()) {
      assertThatThrownBy(() -> runner.run(spins())).isInstanceOf(KeyboardInterrupt.class);
    }
  }

  @Async
  private Coroutine<Void> spins() {
    RaisedSignals.raise("INT");
    while (true) {
      await(yieldNow());
    }
  }

  /** 276. */
  @Test
  void aTaskThatSomebodyElseCancelledTooEndsAsCancelled() {
    try (Runner runner = new Runner()) {
      assertThatThrownBy(() -> runner.run(cancelledByBoth())).isInstanceOf(CancelledError.class);
    }
  }

  @Async
  private Coroutine<Void> cancelledByBoth() {
    Task<?> me = currentTask();
    createTask(cancelsToo(me));
    RaisedSignals.raise("INT");
    while (me.cancelling() < 2) {
      try {
        await(yieldNow());
      } catch (CancelledError e) {
        seen.add("cancelled");
      }
    }
    throw new CancelledError();
  }

  @Async
  private Coroutine<Void> cancelsToo(Task<?> main) {
    await(yieldNow());
    main.cancel();
    return done();
  }

  /** 276: a task that swallows the interrupt ends as it likes. */
  @Test
  void aTaskMayHandleItsInterrupt() {
    try (Runner runner = new Runner()) {
      assertThat(runner.run(swallows())).isEqualTo("swallowed, cancelling 1");
    }
  }

  @Async
  private Coroutine<String> swallows() {
    RaisedSignals.raise("INT");
    try {
      await(new Future<Void>());
    } catch (CancelledError e) {
      return done("swallowed, cancelling " + currentTask().cancelling());
    }
    return done("not cancelled");
  }

  /** 276: and not as a KeyboardInterrupt, because in Java a signal cannot interrupt what runs. */
  @Test
  void theSecondInterruptEndsTheProcess() {
    ChildJvm.Ended ended = ChildJvm.run(InterruptedProgram.class, List.of(), Map.of());

    assertThat(ended.output()).contains("handled by Weft").contains("swallowed");
    assertThat(ended.exitCode()).isEqualTo(128 + 2);
  }

  /** 277. */
  @Test
  void whereTheJvmLeavesSignalsAloneSoDoWe() {
    ChildJvm.Ended ended = ChildJvm.run(InterruptedProgram.class, List.of("-Xrs"), Map.of());

    assertThat(ended.output()).isEqualToIgnoringNewLines("handled by none");
    assertThat(ended.exitCode()).isZero();
  }

  /** 277. */
  @Test
  void theSignalIsHandledOnlyWhileTheRunnerRuns() {
    try (Runner runner = new Runner()) {
      assertThat(runner.run(handler())).isEqualTo("Weft");
      assertThat(RaisedSignals.handlerOf("INT")).isEqualTo(before);
    }
  }

  @Async
  private Coroutine<String> handler() {
    return done(RaisedSignals.handlerOf("INT"));
  }

  /** 277. */
  @Test
  void anotherHandlerIsLeftAlone() {
    Object former = RaisedSignals.install("INT", () -> {});
    try (Runner runner = new Runner()) {
      assertThat(runner.run(handler())).isEqualTo("the test's own");
      assertThat(RaisedSignals.handlerOf("INT")).isEqualTo("the test's own");
    } finally {
      RaisedSignals.reinstall("INT", former);
    }
  }

  /** 277. */
  @Test
  void otherThreadsThanMainHandleNoSignal() {
    String handler =
        CompletableFuture.supplyAsync(
                () -> {
                  try (Runner runner = new Runner()) {
                    return runner.run(handler());
                  }
                })
            .join();

    assertThat(handler).isEqualTo(before);
  }

  /** 277, 339: what replaced the runner's handler while it ran is not undone by the runner. */
  @Test
  void aHandlerOfTheLoopTakesOverAndGivesTheSignalBackAtTheEnd() {
    Object former = RaisedSignals.handler("INT");
    Object ofTheLoop;
    try (Runner runner = new Runner()) {
      runner.run(ownHandler());
      assertThat(seen).containsExactly("handler of the loop");
      ofTheLoop = RaisedSignals.handler("INT");
    }
    Object ofTheRunner = RaisedSignals.reinstall("INT", former);
    assertThat(List.of(ofTheLoop.toString(), ofTheRunner.toString())).containsOnly("Weft");
    assertThat(ofTheRunner).isNotSameAs(ofTheLoop);
  }

  @Async
  private Coroutine<Void> ownHandler() {
    Future<Void> arrived = new Future<>();
    EventLoop.running()
        .addSignalHandler(
            "INT",
            () -> {
              seen.add("handler of the loop");
              arrived.setResult(null);
            });
    RaisedSignals.raise("INT");
    await(arrived);
    return done();
  }

  /** 277, 339: for the runner's handler is back, and hands over what it gets. */
  @Test
  void aSignalAfterAllThatEndsTheProcess() {
    ChildJvm.Ended ended = ChildJvm.run(InterruptedLate.class, List.of(), Map.of());

    assertThat(ended.output()).isEqualToIgnoringNewLines("handled by Weft");
    assertThat(ended.exitCode()).isEqualTo(128 + 2);
  }

  /** Raises the signal when the runner has ended, which a handler of the loop outlived. */
  static final class InterruptedLate {
    private InterruptedLate() {}

    public static void main(String[] arguments) throws Exception {
      Asyncio.run(() -> EventLoop.running().addSignalHandler("INT", () -> {}));
      System.out.println("handled by " + RaisedSignals.handlerOf("INT"));
      RaisedSignals.raise("INT");
      Thread.sleep(60_000);
    }
  }
}
