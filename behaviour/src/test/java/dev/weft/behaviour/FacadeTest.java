package dev.weft.behaviour;

import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What generated facades do when they are called; that they compile says the rest. */
class FacadeTest {
  private final FacadeShop<String> shop = new FacadeShop<>();
  private final FacadeShopBlocking<String> blocking = new FacadeShopBlocking<>(shop);

  @Test
  void blockingCallGivesThePrimitive() throws IOException {
    int price = blocking.price("four");
    assertThat(price).isEqualTo(4);
  }

  @Test
  void blockingCallThrowsWhatItDeclares() {
    assertThatThrownBy(() -> blocking.price(""))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("no sku");
  }

  @Test
  void traceReadsAsIfOneCalledTheOther() {
    assertThatThrownBy(() -> blocking.price(""))
        .satisfies(
            failure ->
                assertThat(failure.getStackTrace())
                    .extracting(frame -> frame.getFileName() + " " + frame.getMethodName())
                    .startsWith("FacadeShop.java price", "FacadeShopBlocking.java price"));
  }

  @Test
  void resultThatMayBeNullStaysABox() {
    Integer found = blocking.find();
    assertThat(found).isNull();
  }

  @Test
  void tasksAndStagesAreAwaited() {
    assertThat(blocking.task()).isEqualTo("task");
    assertThat(blocking.stage()).isEqualTo(7L);
  }

  @Test
  void callIsMadeOnTheLoop() throws Exception {
    assertThat(blocking.threadOfLoop()).isEqualTo(Thread.currentThread().getName());
    try (LoopThread other = new LoopThread()) {
      FacadeShopFutures<String> futures = new FacadeShopFutures<>(shop, other.loop());
      assertThat(futures.threadOfLoop().get()).isEqualTo("test");
    }
  }

  @Test
  void staticMethodIsCalledOnTheFacade() {
    assertThat(blocking.all("a", "b")).containsExactly("a", "b");
  }

  /** With a loop for each call, what one call leaves to the loop is gone in the next. */
  @Test
  void callsOnARunnerShareItsLoop() {
    try (Runner runner = new Runner()) {
      FacadeShopBlocking<String> shared = new FacadeShopBlocking<>(shop, runner);
      shared.openSoon();
      assertThat(shared.waitUntilOpen()).isTrue();
    }
  }

  @Test
  void blockingCallOnARunningLoopIsRefused() {
    assertThatThrownBy(() -> run(callBlocking()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "FacadeShopBlocking.price() cannot be called from a running event loop: it would stop"
                + " the loop until it is done. Await the async method itself, or call this in"
                + " toThread(..).");
  }

  @Async
  private Coroutine<Integer> callBlocking() throws IOException {
    return done(blocking.price("four"));
  }

  @Test
  void futureGivesTheResult() throws Exception {
    try (LoopThread other = new LoopThread()) {
      FacadeShopFutures<String> futures = new FacadeShopFutures<>(shop, other.loop());
      assertThat(futures.price("four").get()).isEqualTo(4);
      assertThat(futures.find().get()).isNull();
      assertThat(futures.task().get()).isEqualTo("task");
      assertThat(futures.stage().get()).isEqualTo(7L);
      assertThat(futures.all(1, 2).get()).containsExactly(1, 2);
    }
  }

  @Test
  void futureFailsWithTheOriginal() {
    try (LoopThread other = new LoopThread()) {
      CompletableFuture<Integer> price = new FacadeShopFutures<>(shop, other.loop()).price("");
      assertThatThrownBy(price::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("no sku");
    }
  }

  @Test
  void cancellingTheFutureCancelsWhatRuns() throws Exception {
    try (LoopThread other = new LoopThread()) {
      CompletableFuture<Void> stay = new FacadeShopFutures<>(shop, other.loop()).stay();
      shop.entered.get();
      stay.cancel(true);
      assertThat(shop.left.get()).isEqualTo("cancelled");
      assertThatThrownBy(stay::get).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void closedLoopTakesNoCalls() {
    EventLoop loop = EventLoop.create();
    loop.close();
    FacadeShopFutures<String> futures = new FacadeShopFutures<>(shop, loop);
    assertThatThrownBy(futures::find).hasMessage("Event loop is closed");
  }
}
