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
public final class GatherResults {
  private GatherResults() {}

  @Async
  static Coroutine<String> fetch(int number, int seconds) {
    await(sleep(Duration.ofSeconds(seconds)));
    return done("Result " + number);
  }

  @Async
  static Coroutine<List<String>> oneAfterAnother() {
    return done(List.of(await(fetch(1, 1)), await(fetch(2, 2)), await(fetch(3, 1))));
  }

  @Async
  static Coroutine<Void> program() {
    long start = EventLoop.running().time();
    List<String> sequential = await(oneAfterAnother());
    long between = EventLoop.running().time();
    List<String> together = await(gather(fetch(1, 1), fetch(2, 2), fetch(3, 1)));
    long end = EventLoop.running().time();
    System.out.println(sequential + " one after another: " + seconds(between - start));
    System.out.println(together + " together: " + seconds(end - between));
    return done();
  }

  private static String seconds(long nanos) {
    return nanos / 1_000_000_000 + " s";
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
