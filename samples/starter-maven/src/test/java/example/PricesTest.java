package example;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.testing.AsyncTest;
import java.util.List;

/** A test is a coroutine, and time is virtual: a second of sleep takes none. */
class PricesTest {
  @AsyncTest
  @Async
  Coroutine<Void> asksAllShopsAtTheSameTime() {
    EventLoop loop = EventLoop.running();
    long start = loop.time();

    assertEquals(106, await(new Prices().lowest(List.of("corner shop", "market", "bakery"))));
    assertEquals(1_000_000_000, loop.time() - start);
    return done();
  }
}
