package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A frame that ends in {@code return coroutine} only passes on what that gives. */
class TailAwaitTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** 76: the result of the coroutine that is returned is the result. */
  @Test
  void theTailOfATaskGivesItsResult() {
    assertThat(VirtualTimeLoop.run(sleeper("result"))).isEqualTo("result");
    assertThat(VirtualTimeLoop.run(yielding())).isNull();
    assertThat(VirtualTimeLoop.run(tailOfTail())).isEqualTo("inner");
  }

  @Async
  private static Coroutine<String> sleeper(String result) {
    return sleep(SECOND, result);
  }

  @Async
  private static Coroutine<Void> yielding() {
    return yieldNow();
  }

  @Async
  private static Coroutine<String> tailOfTail() {
    return sleeper("inner");
  }

  /** 76. */
  @Test
  void theTailOfAnAwaitedCoroutineGivesItsResultToTheAwait() {
    assertThat(VirtualTimeLoop.run(awaitingTails())).isEqualTo("a null b");
  }

  @Async
  private static Coroutine<String> awaitingTails() {
    String a = await(sleeper("a"));
    Object nothing = await(yielding());
    String b = await(sleeper("b"));
    return done(a + " " + nothing + " " + b);
  }

  /** 76. */
  @Test
  void theTailOfAnAsyncMethodThatReturnsATaskGivesItsResult() {
    assertThat(VirtualTimeLoop.run(awaitingTask())).isEqualTo("task's");
  }

  @Async
  private static Coroutine<String> awaitingTask() {
    Task<String> inner = createTask(sleeper("task's"));
    return done(await(task(inner)));
  }

  @Async
  private static Task<String> task(Task<String> other) {
    return other;
  }

  /** 93. */
  @Test
  void aTaskInItsTailCanBeCancelled() {
    assertThat(VirtualTimeLoop.run(cancelTail())).isEqualTo("cancelled true");
  }

  @Async
  private static Coroutine<String> cancelTail() {
    Task<String> task = createTask(sleeper("late"));
    await(yieldNow());
    task.cancel();
    try {
      return done("result " + await(task));
    } catch (CancelledError e) {
      return done("cancelled " + task.isCancelled());
    }
  }
}
