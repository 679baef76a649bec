package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.KeyboardInterrupt;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Running a loop and stopping it: semantics 16, 18 to 22, 24 to 26. */
class LoopRunningTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final Trace trace = new Trace();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** 16. */
  @Test
  void stopEndsTheRunAfterTheTurnAndKeepsWhatItScheduled() {
    loop.callSoon(
        () -> {
          loop.stop();
          loop.callSoon(() -> trace.log("next run"));
        });
    loop.callSoon(() -> trace.log("same turn"));

    loop.runForever();
    assertThat(trace.words()).containsExactly("same turn");
    Loops.turn(loop);

    assertThat(trace.words()).containsExactly("same turn", "next run");
  }

  /** 18. */
  @Test
  void runUntilCompleteMakesATaskOfACoroutineAndGivesItsResult() {
    assertThat(loop.runUntilComplete(nameOfCurrentTask())).startsWith("Task-");
  }

  @Async
  private Coroutine<String> nameOfCurrentTask() {
    await(yieldNow());
    Task<?> current = loop.currentTask();
    return done(current == null ? "none" : current.name());
  }

  /** 18. */
  @Test
  void runUntilCompleteUsesAFutureAsItIs() {
    Future<String> future = loop.createFuture();
    loop.callSoon(() -> future.setResult("result"));
    loop.callSoon(() -> trace.log(loop.allTasks().size() + " tasks"));

    assertThat(loop.runUntilComplete(future)).isEqualTo("result");
    assertThat(trace.words()).containsExactly("0 tasks");
  }

  /** 18. */
  @Test
  void runUntilCompleteThrowsWhatTheCoroutineThrew() {
    Exception error = new Exception("mine");

    assertThatThrownBy(() -> loop.runUntilComplete(failing(error))).isSameAs(error);
  }

  @Async
  private static Coroutine<Void> failing(Exception error) throws Exception {
    await(yieldNow());
    throw error;
  }

  /** 18. */
  @Test
  void runUntilCompleteRefusesAFutureOfAnotherLoop() {
    try (EventLoop other = new VirtualTimeLoop()) {
      Future<?> foreign = other.createFuture();

      assertThatThrownBy(() -> loop.runUntilComplete(foreign))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("belongs to a different loop");
    }
  }

  /** 19. */
  @Test
  void theRunEndsOneTurnAfterTheFutureIsDoneAndThatTurnIsCompleted() {
    loop.runUntilComplete(leavesThingsBehind());

    assertThat(trace.events()).containsExactly("[0] main returns", "[1] s", "[1] late 1");
  }

  @Async
  private Coroutine<Void> leavesThingsBehind() {
    loop.callSoon(() -> trace.log("s"));
    createTask(late());
    trace.log("main returns");
    return done();
  }

  @Async
  private Coroutine<Void> late() {
    trace.log("late 1");
    await(yieldNow());
    trace.log("late 2");
    return done();
  }

  /** 20. */
  @Test
  void aFutureThatWasNotDoneWhenTheLoopStoppedCanBeRunAgain() {
    Future<String> future = loop.createFuture();
    loop.callSoon(loop::stop);

    assertThatThrownBy(() -> loop.runUntilComplete(future))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Event loop stopped before Future completed.");
    assertThat(future.isDone()).isFalse();
    loop.callSoon(() -> future.setResult("late"));
    assertThat(loop.runUntilComplete(future)).isEqualTo("late");
  }

  /** 20. */
  @Test
  void aTaskThatWasNotDoneWhenTheLoopStoppedGoesOnInTheNextRun() {
    Task<Void> task = loop.createTask(late());
    loop.callSoon(loop::stop);

    assertThatThrownBy(() -> loop.runUntilComplete(task)).isInstanceOf(IllegalStateException.class);
    loop.runUntilComplete(task);

    assertThat(trace.words()).containsExactly("late 1", "late 2");
  }

  /** 21. */
  @Test
  void aRunLeftByAnErrorDoesNotStopALaterRun() {
    Future<String> first = loop.createFuture();
    loop.callSoon(
        () -> {
          throw new KeyboardInterrupt();
        });
    assertThatThrownBy(() -> loop.runUntilComplete(first)).isInstanceOf(KeyboardInterrupt.class);

    first.setResult("done"); // If it still stopped the loop, then before late could finish.
    loop.runUntilComplete(late());

    assertThat(trace.words()).containsExactly("late 1", "late 2");
  }

  /** 22. */
  @Test
  void aRunningLoopCannotBeRun() {
    loop.callSoon(
        () ->
            assertThatThrownBy(loop::runForever)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("This event loop is already running"));
    Future<Void> future = loop.createFuture();
    loop.callSoon(
        () ->
            assertThatThrownBy(() -> loop.runUntilComplete(future))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("This event loop is already running"));

    turnWithoutReports();
  }

  /** 22. */
  @Test
  void aLoopCannotRunInsideAnother() {
    try (EventLoop other = new VirtualTimeLoop()) {
      loop.callSoon(
          () ->
              assertThatThrownBy(other::runForever)
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("Cannot run the event loop while another loop is running"));

      turnWithoutReports();
    }
  }

  /** 24. */
  @Test
  void aLoopIsRunningOnlyInsideItsRun() {
    assertThat(loop.isRunning()).isFalse();
    loop.callSoon(() -> assertThat(loop.isRunning()).isTrue());

    turnWithoutReports();

    assertThat(loop.isRunning()).isFalse();
  }

  /** 24. */
  @Test
  void aLoopIsNotRunningAfterAnErrorLeftIt() {
    loop.callSoon(
        () -> {
          throw new KeyboardInterrupt();
        });

    assertThatThrownBy(loop::runForever).isInstanceOf(KeyboardInterrupt.class);

    assertThat(loop.isRunning()).isFalse();
    assertThatThrownBy(EventLoop::running).isInstanceOf(IllegalStateException.class);
  }

  /** 25. */
  @Test
  void theRunningLoopIsTheOneThatCallsBack() {
    loop.callSoon(() -> assertThat(EventLoop.running()).isSameAs(loop));

    turnWithoutReports();

    assertThat(loop.runUntilComplete(runningLoop())).isSameAs(loop);
    assertThatThrownBy(EventLoop::running)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no running event loop");
  }

  @Async
  private static Coroutine<EventLoop> runningLoop() {
    await(yieldNow());
    return done(EventLoop.running());
  }

  /** 25. */
  @Test
  void theRunningLoopOfOneThreadIsNotTheOneOfAnother() {
    loop.callSoon(
        () ->
            assertThat(Threads.failureOf(EventLoop::running))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no running event loop"));

    turnWithoutReports();
  }

  /** 26. */
  @Test
  void theRunningLoopHasNothingToDoWithTheDefaultLoop() {
    try (EventLoop other = new VirtualTimeLoop()) {
      EventLoop.setDefault(other);
      loop.callSoon(() -> assertThat(EventLoop.running()).isSameAs(loop));
      turnWithoutReports();

      assertThat(EventLoop.getDefault()).isSameAs(other);
      assertThatThrownBy(EventLoop::running).isInstanceOf(IllegalStateException.class);
    } finally {
      EventLoop.setDefault(null);
    }
    assertThat(EventLoop.getDefault()).isNull();
  }

  /** Runs a turn whose callbacks assert: what they throw must not be lost in a report. */
  private void turnWithoutReports() {
    var reports = Loops.collectReports(loop);
    Loops.turn(loop);
    assertThat(reports).isEmpty();
  }
}
