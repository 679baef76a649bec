package example;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Asks shops for their prices, all at the same time, and finds the lowest. */
public final class Prices {
  @Async
  Coroutine<Integer> price(String shop) {
    await(sleep(Duration.ofSeconds(1))); // Stands for a request over the network.
    return done(100 + shop.length());
  }

  @Async
  Coroutine<Integer> lowest(List<String> shops) {
    List<Integer> prices = await(gather(shops.stream().map(this::price).toList()));
    return done(Collections.min(prices));
  }

  /** Prints the lowest price, after one second. */
  public static void main(String[] args) {
    System.out.println(run(new Prices().lowest(List.of("corner shop", "market", "bakery"))));
  }
}
