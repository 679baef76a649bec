package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.waitUntil;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.ReturnWhen.ALL_COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRunnable;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.Waited;
import dev.weft.sync.AsyncCondition;
import dev.weft.testing.VirtualTimeLoop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking at a task runs nothing, although it asks the bodies of its frames what they are: 87. */
class LookingOnTest {
  private final Trace trace = new Trace();

  /** 87: what waits for futures still hears of them. */
  @Test
  void describingATaskThatWaitsDoesNotDisturbIt() {
    VirtualTimeLoop.run(describeWaiter());
  }

  @Async
  private Coroutine<Void> describeWaiter() {
    Future<String> future = new Future<>();
    Task<Waited<String>> waiting = createTask(waitUntil(List.of(future), ALL_COMPLETED));
    await(yieldNow());
    assertThat(waiting.toString()).contains("pending");
    assertThat(waiting.stack()).isEmpty();
    future.setResult("R");

    assertThat(await(waiting).done()).containsExactly(future);
    return done();
  }

  /** 87: who waits for a signal does not get the lock by it. */
  @Test
  void describingATaskThatWaitsForASignalDoesNotAcquireTheLock() {
    VirtualTimeLoop.run(describeSignalled());
  }

  @Async
  private Coroutine<Void> describeSignalled() {
    AsyncCondition condition = new AsyncCondition();
    await(condition.acquire());
    Task<Void> waiting = createTask(condition.waitFor());
    await(yieldNow());
    assertThat(waiting.toString()).contains("pending");
    assertThat(waiting.stack()).isEmpty();

    assertThat(condition.isLocked()).isFalse();
    waiting.cancel();
    return done();
  }

  /** 87: a lambda that has not started is not started by it. */
  @Test
  void describingATaskDoesNotRunItsLambda() {
    VirtualTimeLoop.run(describeLambda());

    assertThat(trace.words()).containsExactly("described", "runs");
  }

  @Async
  private Coroutine<Void> describeLambda() {
    AsyncRunnable lambda = () -> trace.log("runs");
    Task<Void> task = createTask(lambda);
    assertThat(task.toString()).contains("pending");
    trace.log("described");
    await(task);
    return done();
  }
}
