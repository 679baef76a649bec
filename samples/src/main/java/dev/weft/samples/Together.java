package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.time.Duration;
import java.util.List;

/** Three things one after another, and then together: the sum of the times, and the longest. */
public final class Together {
  private Together() {}

  @Async
  static Coroutine<String> fetch(String name, int millis) {
    await(sleep(Duration.ofMillis(millis)));
    return done(name);
  }

  @Async
  static Coroutine<List<String>> oneAfterAnother() {
    return done(List.of(await(fetch("A", 100)), await(fetch("B", 200)), await(fetch("C", 100))));
  }

  @Async
  static Coroutine<Void> compare() {
    long start = EventLoop.running().time();
    List<String> sequential = await(oneAfterAnother());
    long between = EventLoop.running().time();
    List<String> together = await(gather(fetch("A", 100), fetch("B", 200), fetch("C", 100)));
    long end = EventLoop.running().time();
    System.out.println(sequential + " one after another: " + tenths(between - start));
    System.out.println(together + " together: " + tenths(end - between));
    return done();
  }

  private static String tenths(long nanos) {
    return nanos / 100_000_000 + " tenths of a second";
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(compare());
  }
}
