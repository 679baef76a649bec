package example;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.testing.AsyncTest;
import java.util.ArrayList;
import java.util.List;

/** An hour of counting, in virtual time: it takes milliseconds. */
class CountdownTest {
  @AsyncTest
  @Async
  Coroutine<Void> countsOneASecond() {
    long start = EventLoop.running().time();
    List<Long> seconds = new ArrayList<>();

    await(
        Countdown.tell(
            3600, number -> seconds.add((EventLoop.running().time() - start) / 1_000_000_000)));
    assertEquals(List.of(0L, 1L, 2L), seconds.subList(0, 3));
    assertEquals(3600, seconds.size());
    return done();
  }
}
