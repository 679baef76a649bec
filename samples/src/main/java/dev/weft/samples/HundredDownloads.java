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
import java.util.ArrayList;
import java.util.List;

/**
 * A hundred downloads of two seconds each: 200 seconds one by one, 2 all at once. In real time this
 * takes as long as it says; its test runs in virtual time and takes milliseconds.
 */
public final class HundredDownloads {
  private HundredDownloads() {}

  @Async
  static Coroutine<Integer> download(int page) {
    await(sleep(Duration.ofSeconds(2)));
    return done(page);
  }

  @Async
  static Coroutine<Void> program() {
    long start = EventLoop.running().time();
    for (int page = 0; page < 100; page++) {
      await(download(page));
    }
    System.out.println("one by one: " + seconds(start) + " s");

    start = EventLoop.running().time();
    List<Coroutine<Integer>> all = new ArrayList<>();
    for (int page = 0; page < 100; page++) {
      all.add(download(page));
    }
    System.out.println(await(gather(all)).size() + " at once: " + seconds(start) + " s");
    return done();
  }

  private static long seconds(long start) {
    return (EventLoop.running().time() - start) / 1_000_000_000;
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
