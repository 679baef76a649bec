package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.shield;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes on when whoever waits for it is cancelled: semantics 136 to 142. */
class ShieldTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);

  /** 136. */
  @Test
  void resultAndExceptionPassThrough() {
    VirtualTimeLoop.run(shieldBoth());
  }

  @Async
  private Coroutine<Void> shieldBoth() {
    assertThat(await(shield(workers.sleeper("A", 1)))).isEqualTo("A");

    IllegalStateException error = new IllegalStateException("B");
    Future<String> failing = shield(workers.failing("B", 1, error));
    await(sleep(ofSeconds(2)));
    assertThat(failing.exception()).isSameAs(error);
    return done();
  }

  /** 136: the coroutine runs in a task of its own. */
  @Test
  void coroutineBecomesATask() {
    VirtualTimeLoop.run(shieldWithoutAwait());

    assertThat(trace.events()).containsExactly("[0] shielded", "[2] A end");
  }

  @Async
  private Coroutine<Void> shieldWithoutAwait() {
    Future<String> outer = shield(workers.sleeper("A", 0));
    trace.log("shielded");
    await(outer);
    return done();
  }

  /** 137. */
  @Test
  void shieldOfWhatIsDoneIsThatThing() {
    VirtualTimeLoop.run(shieldDone());
  }

  @Async
  private Coroutine<Void> shieldDone() {
    Future<String> future = new Future<>();
    future.setResult("R");
    assertThat(shield(future)).isSameAs(future);
    return done();
  }

  /** 138. */
  @Test
  void cancellationOfTheOuterFutureDoesNotReachTheInnerOne() {
    VirtualTimeLoop.run(cancelOuterFuture());

    assertThat(trace.events())
        .containsExactly(
            "[0]t=1 cancel outer",
            "[1]t=1 outer CancelledError()",
            "[1]t=1 outer.cancelled true, inner.done false",
            "[3]t=2 inner end",
            "[4]t=2 inner result inner");
  }

  @Async
  private Coroutine<Void> cancelOuterFuture() {
    Task<String> inner = createTask(workers.sleeper("inner", 2));
    Future<String> outer = shield(inner);
    createTask(workers.waiter("outer", outer));
    await(sleep(ofSeconds(1)));
    trace.log("cancel outer");
    outer.cancel();
    await(yieldNow());
    trace.log("outer.cancelled %s, inner.done %s".formatted(outer.isCancelled(), inner.isDone()));
    trace.log("inner result " + await(inner));
    return done();
  }

  /** 138: it is enough to cancel who waits. */
  @Test
  void cancellationOfTheAwaitingTaskDoesNotReachTheInnerOne() {
    VirtualTimeLoop.run(cancelAwaitingTask());

    assertThat(trace.words()).containsExactly("w CancelledError(mm)", "inner end");
  }

  @Async
  private Coroutine<Void> cancelAwaitingTask() {
    Task<String> inner = createTask(workers.sleeper("inner", 2));
    Task<String> waiting = createTask(workers.waiter("w", shield(inner)));
    await(yieldNow());
    waiting.cancel("mm");
    await(yieldNow());
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(inner.cancelling()).isZero();
    assertThat(await(inner)).isEqualTo("inner");
    return done();
  }

  /** 139. */
  @Test
  void cancellationOfTheInnerFutureReachesTheOuterOne() {
    VirtualTimeLoop.run(cancelInnerFuture());
  }

  @Async
  private Coroutine<Void> cancelInnerFuture() {
    Future<String> inner = new Future<>();
    Future<String> outer = shield(inner);
    inner.cancel("mm");
    await(yieldNow());

    assertThat(outer.isCancelled()).isTrue();
    assertThat(catchThrowable(outer::result)).isInstanceOf(CancelledError.class).hasMessage(null);
    return done();
  }

  /** 141: the gather is what is shielded. */
  @Test
  void shieldedGatherCompletes() {
    VirtualTimeLoop.run(shieldGather());
  }

  @Async
  private Coroutine<Void> shieldGather() {
    Future<Integer> a = new Future<>();
    Future<Integer> b = new Future<>();
    Future<List<Integer>> inner = gather(a, b);
    Future<List<Integer>> outer = shield(inner);
    await(yieldNow());
    outer.cancel();
    await(yieldNow());
    a.setResult(1);
    b.setResult(2);

    assertThat(await(inner)).containsExactly(1, 2);
    assertThat(outer.isCancelled()).isTrue();
    return done();
  }

  /** 141: the shields are cancelled, not what is behind them. */
  @Test
  void gatherOfShieldsCancelsTheShields() {
    VirtualTimeLoop.run(gatherShields());
  }

  @Async
  private Coroutine<Void> gatherShields() {
    Future<Integer> a = new Future<>();
    Future<Integer> b = new Future<>();
    Future<Integer> shieldOfA = shield(a);
    Future<Integer> shieldOfB = shield(b);
    Future<List<Integer>> all = gather(shieldOfA, shieldOfB);
    await(yieldNow());
    all.cancel();
    await(yieldNow());

    assertThat(all.exception()).isInstanceOf(CancelledError.class);
    assertThat(shieldOfA.isCancelled()).isTrue();
    assertThat(shieldOfB.isCancelled()).isTrue();
    assertThat(a.isDone()).isFalse();
    assertThat(b.isDone()).isFalse();
    return done();
  }

  /** 142. */
  @Test
  void shieldOfACoroutineNeedsARunningLoop() {
    assertThatThrownBy(() -> shield(workers.sleeper("A", 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no running event loop");
  }
}
