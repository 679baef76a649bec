package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Handle;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callbacks that run soon: semantics 1, 2, 11 and 347. */
class LoopCallbacksTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final Trace trace = new Trace();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** 1. */
  @Test
  void callbacksRunOnceEachInTheOrderInWhichTheyWereScheduled() {
    for (String name : List.of("a", "b", "c")) {
      loop.callSoon(() -> trace.log(name));
    }

    Loops.turn(loop);
    Loops.turn(loop);

    assertThat(trace.events()).containsExactly("[0] a", "[0] b", "[0] c");
  }

  /** 2. */
  @Test
  void aCallbackScheduledByACallbackRunsInTheNextTurn() {
    loop.runUntilComplete(callbackThatSchedules());

    assertThat(trace.events()).containsExactly("[0] a", "[0] b", "[0] main", "[1] c", "[1] main2");
  }

  @Async
  private Coroutine<Void> callbackThatSchedules() {
    loop.callSoon(
        () -> {
          trace.log("a");
          loop.callSoon(() -> trace.log("c"));
        });
    loop.callSoon(() -> trace.log("b"));
    await(yieldNow());
    trace.log("main");
    await(yieldNow());
    trace.log("main2");
    return done();
  }

  /** 2: also when nothing else is ready. */
  @Test
  void aTurnEndsThoughACallbackKeepsSchedulingItself() {
    loop.callSoon(this::again);

    Loops.turn(loop);
    Loops.turn(loop);

    assertThat(trace.events()).containsExactly("[0] again", "[1] again");
  }

  private void again() {
    trace.log("again");
    loop.callSoon(this::again);
  }

  /** 11. */
  @Test
  void cancellingAHandleTwiceIsCancellingItOnce() {
    Handle handle = loop.callSoon(() -> trace.log("cancelled"));
    assertThat(handle.isCancelled()).isFalse();

    handle.cancel();
    handle.cancel();
    Loops.turn(loop);

    assertThat(handle.isCancelled()).isTrue();
    assertThat(trace.events()).isEmpty();
  }

  /** 11. */
  @Test
  void aCancelledHandleDropsItsCallback() {
    Object big = new Object();
    WeakReference<Object> reference = new WeakReference<>(big);
    Handle handle = loop.callSoon(callbackHolding(big));
    big = null;

    handle.cancel();

    assertThat(Garbage.collectUntil(() -> reference.get() == null)).isTrue();
    assertThat(handle.isCancelled()).isTrue(); // And so it is still reachable itself.
  }

  private Runnable callbackHolding(Object held) {
    return () -> trace.log(held);
  }

  /** 11, 347. */
  @Test
  void aCallbackCanCancelTheHandleBehindItInTheSameTurn() {
    AtomicReference<Handle> behind = new AtomicReference<>();
    loop.callSoon(() -> behind.get().cancel());
    behind.set(loop.callSoon(() -> trace.log("behind")));

    Loops.turn(loop);

    assertThat(trace.events()).isEmpty();
  }

  /** 347. */
  @Test
  void aCallbackCanCancelTheTaskBehindItInTheSameTurn() {
    loop.runUntilComplete(cancelTaskBehind());

    assertThat(trace.events()).containsExactly("[0] main", "[1] cancel", "[2] cancelled true");
  }

  @Async
  private Coroutine<Void> cancelTaskBehind() {
    AtomicReference<Task<?>> behind = new AtomicReference<>();
    trace.log("main");
    EventLoop.running()
        .callSoon(
            () -> {
              trace.log("cancel");
              behind.get().cancel();
            });
    Task<Void> task = createTask(neverStarts());
    behind.set(task);
    await(yieldNow());
    await(yieldNow());
    trace.log("cancelled " + task.isCancelled());
    return done();
  }

  @Async
  private Coroutine<Void> neverStarts() {
    trace.log("started");
    return done();
  }

  /** 347. */
  @Test
  void aCallbackCanCancelTheFutureThatTheOneBehindItWouldComplete() {
    Future<String> future = loop.createFuture();
    loop.callSoon(future::cancel);
    loop.callSoon(() -> trace.log("done behind: " + future.isDone()));

    Loops.turn(loop);

    assertThat(trace.events()).containsExactly("[0] done behind: true");
  }
}
