package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncFacade;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Something to have facades of, with async methods of every kind. */
@AsyncFacade
class FacadeShop<T extends CharSequence> {
  final CompletableFuture<String> entered = new CompletableFuture<>();
  final CompletableFuture<String> left = new CompletableFuture<>();
  private final AsyncEvent opened = new AsyncEvent();

  @Async
  Coroutine<Integer> price(T sku) throws IOException {
    await(yieldNow());
    if (sku.isEmpty()) {
      throw new IOException("no sku");
    }
    return done(sku.length());
  }

  @Async
  Coroutine<@Nullable Integer> find() {
    await(yieldNow());
    return done(null);
  }

  @Async
  Coroutine<Void> openSoon() {
    EventLoop.running().callSoon(opened::set);
    return done();
  }

  @Async
  Coroutine<Boolean> waitUntilOpen() {
    await(opened.waitUntilSet());
    return done(true);
  }

  @Async
  Coroutine<Void> stay() {
    entered.complete("entered");
    try {
      await(sleep(Duration.ofDays(1)));
      left.complete("in the end");
    } catch (CancelledError cancelled) {
      left.complete("cancelled");
      throw cancelled;
    }
    return done();
  }

  @Async
  Task<String> task() {
    await(yieldNow());
    return Task.done("task");
  }

  @Async
  CompletionStage<Long> stage() {
    await(yieldNow());
    return CompletableFuture.completedFuture(7L);
  }

  /** Not woven: the call itself needs the loop. */
  Coroutine<String> threadOfLoop() {
    return done(EventLoop.running().isRunning() ? Thread.currentThread().getName() : "none");
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Arrays.asList only reads them.
  @Async
  static <A> Coroutine<List<A>> all(A... things) {
    await(yieldNow());
    return done(Arrays.asList(things));
  }
}
