package dev.weft.behaviour;

import static dev.weft.Asyncio.asCompleted;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.shield;
import static dev.weft.Asyncio.waitFor;
import static dev.weft.Asyncio.waitUntil;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.ReturnWhen;
import dev.weft.TaskGroup;
import dev.weft.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** How many turns after a child's last step its waiter goes on: semantics 72. */
class TaskLatencyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Trace trace = new Trace();

  private void assertWaiterGoesOn(int turnsLater, Coroutine<Void> main) {
    VirtualTimeLoop.run(main);

    assertThat(trace.events())
        .containsExactly("[0] child's last step", "[" + turnsLater + "] waiter goes on");
  }

  @Async
  private Coroutine<String> child() {
    await(yieldNow());
    trace.log("child's last step");
    return done("result");
  }

  /** 72. */
  @Test
  void anAwaitedCoroutineTakesNoTurn() {
    assertWaiterGoesOn(0, awaitCoroutine());
  }

  @Async
  private Coroutine<Void> awaitCoroutine() {
    await(child());
    trace.log("waiter goes on");
    return done();
  }

  /** 72. */
  @Test
  void waitForACoroutineTakesNoTurn() throws TimeoutException {
    assertWaiterGoesOn(0, waitForCoroutine());
  }

  @Async
  private Coroutine<Void> waitForCoroutine() throws TimeoutException {
    await(waitFor(child(), SECOND));
    trace.log("waiter goes on");
    return done();
  }

  /** 72. */
  @Test
  void anAwaitedTaskTakesOneTurn() {
    assertWaiterGoesOn(1, awaitTask());
  }

  @Async
  private Coroutine<Void> awaitTask() {
    await(createTask(child()));
    trace.log("waiter goes on");
    return done();
  }

  /** 72. */
  @Test
  void waitForATaskTakesOneTurn() throws TimeoutException {
    assertWaiterGoesOn(1, waitForTask());
  }

  @Async
  private Coroutine<Void> waitForTask() throws TimeoutException {
    await(waitFor(createTask(child()), SECOND));
    trace.log("waiter goes on");
    return done();
  }

  /** 72. */
  @Test
  void gatherTakesTwoTurns() {
    assertWaiterGoesOn(2, awaitGather());
  }

  @Async
  private Coroutine<Void> awaitGather() {
    await(gather(List.of(child())));
    trace.log("waiter goes on");
    return done();
  }

  /** 72. */
  @Test
  void shieldTakesTwoTurns() {
    assertWaiterGoesOn(2, awaitShield());
  }

  @Async
  private Coroutine<Void> awaitShield() {
    await(shield(child()));
    trace.log("waiter goes on");
    return done();
  }

  /** 72. */
  @Test
  void waitUntilTakesTwoTurns() {
    assertWaiterGoesOn(2, awaitWaitUntil());
  }

  @Async
  private Coroutine<Void> awaitWaitUntil() {
    await(waitUntil(List.of(createTask(child())), ReturnWhen.ALL_COMPLETED));
    trace.log("waiter goes on");
    return done();
  }

  /** 72. */
  @Test
  void leavingATaskGroupTakesTwoTurns() {
    assertWaiterGoesOn(2, leaveTaskGroup());
  }

  @Async
  private Coroutine<Void> leaveTaskGroup() {
    await(
        TaskGroup.run(
            group -> {
              group.createTask(child());
            }));
    trace.log("waiter goes on");
    return done();
  }

  /** 72. */
  @Test
  void asCompletedTakesTwoTurns() {
    assertWaiterGoesOn(2, awaitFirstCompleted());
  }

  @Async
  private Coroutine<Void> awaitFirstCompleted() {
    AsyncIterator<Future<String>> completed = asCompleted(List.of(child())).iterator();
    await(completed.advance());
    await(completed.next());
    trace.log("waiter goes on");
    return done();
  }
}
