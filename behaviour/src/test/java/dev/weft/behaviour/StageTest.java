package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.ensureFuture;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The futures of java.util.concurrent, awaited and mirrored: semantics 46. */
class StageTest {
  private final CompletableFuture<String> stage = new CompletableFuture<>();

  /** 46. */
  @Test
  void ourOwnFutureIsReturnedUnchanged() {
    assertThat(VirtualTimeLoop.run(ensuresFuture())).isTrue();
  }

  @Async
  private static Coroutine<Boolean> ensuresFuture() {
    Future<String> future = new Future<>();
    return done(ensureFuture(future) == future);
  }

  /** 46. */
  @Test
  void theMirrorTakesTheResultOfTheStage() {
    assertThat(VirtualTimeLoop.run(resultOfAnotherThread())).isEqualTo("result");
  }

  @Async
  private Coroutine<String> resultOfAnotherThread() {
    Future<String> mirror = Future.of(stage);
    Threads.run(() -> stage.complete("result"));
    assertThat(mirror.isDone()).isFalse(); // The loop has not been told yet.
    return done(await(mirror));
  }

  /** 46. */
  @Test
  void theMirrorTakesTheFailureOfTheStageWithoutItsWrappers() {
    Exception error = new Exception("mine");
    stage.completeExceptionally(error);

    assertThatThrownBy(() -> VirtualTimeLoop.run(mirroring(stage.thenApply(value -> value))))
        .isSameAs(error);
  }

  @Async
  private static Coroutine<String> mirroring(CompletionStage<String> source) {
    Future<String> mirror = Future.of(source);
    return done(await(mirror));
  }

  /** 46. */
  @Test
  void cancellingTheMirrorCancelsTheStage() {
    VirtualTimeLoop.run(cancelMirror());

    assertThat(stage).isCancelled();
  }

  @Async
  private Coroutine<Void> cancelMirror() {
    assertThat(Future.of(stage).cancel()).isTrue();
    return done();
  }

  /** 46. */
  @Test
  void cancellingATaskThatAwaitsAStageCancelsTheStage() {
    VirtualTimeLoop.run(cancelAwaitingTask());

    assertThat(stage).isCancelled();
  }

  @Async
  private Coroutine<Void> cancelAwaitingTask() {
    Task<String> task = createTask(awaiting(stage));
    await(yieldNow());
    task.cancel();
    await(yieldNow());
    assertThat(task.isCancelled()).isTrue();
    return done();
  }

  @Async
  private static Coroutine<String> awaiting(CompletionStage<String> source) {
    return done(await(source));
  }

  /** 46. */
  @Test
  void aStageThatWasCancelledCancelsTheMirror() {
    stage.cancel(false);

    assertThatThrownBy(() -> VirtualTimeLoop.run(mirroring(stage)))
        .isInstanceOf(CancelledError.class);
  }

  /** 46. */
  @Test
  void aStageThatWasDoneFirstKeepsItsResultThoughTheMirrorIsCancelled() {
    VirtualTimeLoop.run(cancelMirrorOfDoneStage());

    assertThat(stage).isCompletedWithValue("result");
  }

  @Async
  private Coroutine<Void> cancelMirrorOfDoneStage() {
    Future<String> mirror = Future.of(stage);
    Threads.run(() -> stage.complete("result"));
    assertThat(mirror.cancel()).isTrue();
    await(yieldNow());
    await(yieldNow());
    assertThat(mirror.isCancelled()).isTrue();
    return done();
  }
}
