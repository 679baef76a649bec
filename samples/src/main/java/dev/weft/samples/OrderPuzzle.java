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

/**
 * Which line comes first? A task starts when its creator lets the loop go, and not before: at the
 * first await that has to wait.
 */
public final class OrderPuzzle {
  private OrderPuzzle() {}

  @Async
  static Coroutine<Void> someLongTimeTakingTask() {
    System.out.println("inside some_long_time_taking_task");
    await(sleep(Duration.ofSeconds(5)));
    return done();
  }

  static void function() {
    System.out.println("function called and done");
  }

  @Async
  static Coroutine<Void> program() {
    long start = EventLoop.running().time();
    System.out.println("inside main");
    Task<Void> task = createTask(someLongTimeTakingTask());
    function();
    System.out.println("non blocking code still runs");
    await(sleep(Duration.ofSeconds(6)));
    System.out.println("slept for " + seconds(start) + " sec");
    await(task); // Done a second ago: this does not wait.
    System.out.println("main over after " + seconds(start) + " sec");
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
