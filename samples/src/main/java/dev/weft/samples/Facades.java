package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.toThread;

import dev.weft.Async;
import dev.weft.AsyncFacade;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Code that does not await calls async code through generated facades. */
public final class Facades {
  private Facades() {}

  /** What the facades are generated of. */
  @AsyncFacade
  static class Shop {
    @Async
    Coroutine<Integer> price(String sku) throws IOException {
      await(sleep(Duration.ofMillis(10)));
      if (sku.isEmpty()) {
        throw new IOException("no name");
      }
      return done(sku.length());
    }
  }

  /** A main method without a loop: each call has its own, and blocks. */
  static void blocking(Shop shop) {
    Facades_ShopBlocking blocking = new Facades_ShopBlocking(shop);
    try {
      int price = blocking.price("apple");
      System.out.println("blocking: " + price);
      blocking.price("");
    } catch (IOException e) {
      System.out.println("blocking: " + e);
    }
  }

  /** Any thread beside a loop that runs: the calls go to that loop, and give futures. */
  @Async
  static Coroutine<Void> futures(Shop shop) {
    Facades_ShopFutures futures = new Facades_ShopFutures(shop, EventLoop.running());
    Throwable failure =
        await(
            toThread(
                () -> {
                  CompletableFuture<Integer> price = futures.price("apple");
                  System.out.println("future: " + price.get());
                  return futures.price("").handle((nothing, thrown) -> thrown).get();
                }));
    System.out.println("future: " + failure);
    return done();
  }

  /** Both, one after the other. */
  public static void main(String[] args) {
    Shop shop = new Shop();
    blocking(shop);
    run(futures(shop));
  }
}
