package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.time.Duration;

/**
 * Two ways to run: {@code run} opens a loop, cleans up and closes it; a loop of one's own is kept
 * open and runs one thing after another. Inside async code there is neither: there one awaits.
 */
public final class KeepALoop {
  private KeepALoop() {}

  @Async
  static Coroutine<Void> task(int number) {
    await(sleep(Duration.ofMillis(100)));
    System.out.println("done " + number);
    return done();
  }

  @Async
  @SuppressWarnings("weft:RunInAsync") // The mistake is what this shows.
  static Coroutine<Void> runInsideRun() {
    Coroutine<Void> inner = task(3);
    try {
      run(inner);
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
      inner.close(); // Nobody will await it.
    }
    return done();
  }

  /** Runs two tasks on one loop, and then makes the mistake. */
  public static void main(String[] args) {
    try (EventLoop loop = EventLoop.create()) {
      loop.runUntilComplete(task(1));
      loop.runUntilComplete(task(2));
    }
    run(runInsideRun());
  }
}
