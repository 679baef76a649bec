package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.Context;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Runner;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * run() and Runner: what they give, refuse and keep. Semantics 265 to 268, 272 to 275, 303, 305.
 */
class RunnerTest {
  private final List<EventLoop> loops = new ArrayList<>();
  private final ContextVar<Integer> variable = new ContextVar<>("variable", -1);
  private String refusal = "none";

  /** 265. */
  @Test
  void runGivesTheResultAndClosesItsLoop() {
    assertThat(run(result("result"))).isEqualTo("result");

    assertThat(loops).singleElement().matches(EventLoop::isClosed).matches(l -> !l.isRunning());
  }

  /** 265. */
  @Test
  void runThrowsWhatTheCoroutineThrewAndClosesItsLoop() {
    RuntimeException failure = new RuntimeException("mine");

    assertThatThrownBy(() -> run(fails(failure))).isSameAs(failure);

    assertThat(loops).singleElement().matches(EventLoop::isClosed);
  }

  @Async
  private <T> Coroutine<T> result(T value) {
    loops.add(EventLoop.running());
    await(yieldNow());
    return done(value);
  }

  @Async
  private Coroutine<Void> fails(RuntimeException failure) {
    loops.add(EventLoop.running());
    await(yieldNow());
    throw failure;
  }

  /** 266: everything but a coroutine is for the compiler; one that was used is for us. */
  @Test
  void aCoroutineRunsOnce() {
    Coroutine<String> used = result("once");
    run(used);

    assertThatThrownBy(() -> run(used))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot reuse already awaited coroutine");
  }

  /** 267. */
  @Test
  void runInsideARunningLoopIsRefused() {
    Coroutine<String> refused = result("never");
    run(runsInside(() -> run(refused)));
    refused.close();

    assertThat(refusal).isEqualTo("Asyncio.run() cannot be called from a running event loop");
  }

  /** 273. */
  @Test
  void aRunnerInsideARunningLoopIsRefused() {
    Coroutine<String> refused = result("never");
    try (Runner runner = new Runner()) {
      runner.run(runsInside(() -> runner.run(refused)));
    }
    refused.close();

    assertThat(refusal).isEqualTo("Runner.run() cannot be called from a running event loop");
  }

  @Async
  private Coroutine<Void> runsInside(Runnable nested) {
    try {
      nested.run();
    } catch (IllegalStateException e) {
      refusal = e.getMessage();
    }
    return done();
  }

  /** 268. */
  @Test
  void debugIsAsByDefaultUnlessForced() {
    try (Runner on = Runner.builder().debug(true).build();
        Runner off = Runner.builder().debug(false).build();
        Runner byDefault = new Runner();
        EventLoop loop = EventLoop.create()) {
      assertThat(on.loop().isDebug()).isTrue();
      assertThat(off.loop().isDebug()).isFalse();
      assertThat(byDefault.loop().isDebug()).isEqualTo(loop.isDebug());
    }
  }

  /** 268, 275: once, and only when the loop is needed. */
  @Test
  void theLoopFactoryIsCalledOnceWhenTheLoopIsNeeded() {
    try (Runner runner = Runner.builder().loopFactory(this::recordedLoop).build()) {
      assertThat(loops).isEmpty();
      runner.run(nothing());
      runner.run(nothing());
      assertThat(loops).containsExactly(runner.loop());
    }
  }

  /** 275. */
  @Test
  void aRunnerThatWasNeverUsedNeedsNoLoop() {
    Runner.builder().loopFactory(this::recordedLoop).build().close();

    assertThat(loops).isEmpty();
  }

  private EventLoop recordedLoop() {
    EventLoop loop = new VirtualTimeLoop();
    loops.add(loop);
    return loop;
  }

  @Async
  private Coroutine<Void> nothing() {
    return done();
  }

  /** 272. */
  @Test
  void runsOfOneRunnerShareTheLoopAndTheContext() {
    try (Runner runner = new Runner()) {
      assertThat(runner.run(setsTo(1))).isEqualTo(-1);
      assertThat(runner.run(setsTo(2))).isEqualTo(1);
      assertThat(runner.run(currentContext()).get(variable)).isEqualTo(2);
      assertThat(loops).containsOnly(runner.loop());
    }
    assertThat(variable.get()).isEqualTo(-1);
  }

  /** 272: a context given for one run. */
  @Test
  void aRunCanHaveAContextOfItsOwn() {
    Context own = new Context();
    try (Runner runner = new Runner()) {
      runner.run(setsTo(1), own);
      assertThat(runner.run(setsTo(2))).isEqualTo(-1);
    }
    assertThat(own.get(variable)).isEqualTo(1);
  }

  @Async
  private Coroutine<Integer> setsTo(int value) {
    loops.add(EventLoop.running());
    int before = variable.get();
    await(yieldNow());
    variable.set(value);
    return done(before);
  }

  @Async
  private Coroutine<Context> currentContext() {
    return done(Context.copyCurrent());
  }

  /** 274. */
  @Test
  void aClosedRunnerRefusesWorkButNotASecondClose() {
    Runner runner = new Runner();
    EventLoop loop = runner.loop();
    runner.close();
    runner.close();

    assertThat(loop.isClosed()).isTrue();
    assertThatThrownBy(runner::loop)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Runner is closed");
    Coroutine<Void> refused = nothing();
    assertThatThrownBy(() -> runner.run(refused))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Runner is closed");
    refused.close();
  }

  /** 303: without a running loop there is none, in any thread. */
  @Test
  void thereIsNoCurrentLoopOutside() {
    assertThatThrownBy(EventLoop::running)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no running event loop");
    assertThatThrownBy(Asyncio::currentTask).isInstanceOf(IllegalStateException.class);
  }

  /** 305: what is not a coroutine runs on the runner's loop. */
  @Test
  void aFutureCanBeRunOnTheLoopOfARunner() {
    try (Runner runner = new Runner()) {
      EventLoop loop = runner.loop();
      Future<String> future = loop.createFuture();
      loop.callSoon(() -> future.setResult("future"));
      assertThat(loop.runUntilComplete(future)).isEqualTo("future");
    }
  }
}
