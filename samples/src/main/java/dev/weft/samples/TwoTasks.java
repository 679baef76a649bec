package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import java.time.Duration;

/** Two tasks that sleep at the same time: two seconds in all, not three. */
public final class TwoTasks {
  private TwoTasks() {}

  @Async
  static Coroutine<Void> sleeper(String name, int seconds) {
    System.out.println(name + ": Starting");
    await(sleep(Duration.ofSeconds(seconds)));
    String unit = seconds == 1 ? " second" : " seconds";
    System.out.println(name + ": Finishing after " + seconds + unit);
    return done();
  }

  @Async
  static Coroutine<Void> program() {
    long start = EventLoop.running().time();
    Task<Void> first = createTask(sleeper("coro1", 2));
    Task<Void> second = createTask(sleeper("coro2", 1));
    await(first);
    await(second);
    System.out.println((EventLoop.running().time() - start) / 1_000_000_000 + " s in all");
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
