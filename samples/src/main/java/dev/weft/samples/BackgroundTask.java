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
 * A task that nobody awaits runs as long as the loop does, and the loop holds it: the garbage
 * collector cannot take it. If it fails, the loop's exception handler hears of it at the latest
 * when the loop ends; an {@code await} would have thrown it where it belongs.
 */
public final class BackgroundTask {
  private BackgroundTask() {}

  @Async
  static Coroutine<Void> heartbeat() {
    for (int beat = 1; ; beat++) {
      System.out.println("beat " + beat);
      await(sleep(Duration.ofSeconds(1)));
    }
  }

  @Async
  static Coroutine<Void> failing() {
    await(sleep(Duration.ofSeconds(1)));
    throw new IllegalStateException("disk full");
  }

  @Async
  static Coroutine<Void> program() {
    EventLoop.running()
        .setExceptionHandler(
            (loop, context) -> System.out.println(context.message() + ": " + context.exception()));
    createTask(heartbeat());
    Task<Void> unseen = createTask(failing());
    await(sleep(Duration.ofMillis(2500)));
    System.out.println("main over; done: " + unseen.isDone());
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
