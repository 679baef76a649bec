package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;
import java.time.Duration;

/** A future is a result that somebody will set; a task is a future that a coroutine sets. */
public final class FutureByHand {
  private FutureByHand() {}

  @Async
  static Coroutine<Void> setLater(Future<Integer> future, int value) {
    await(sleep(Duration.ofSeconds(1)));
    future.setResult(value);
    return done();
  }

  @Async
  static Coroutine<Void> program() {
    Future<Integer> future = new Future<>();
    createTask(setLater(future, 42));
    System.out.println("awaited: " + await(future));

    Future<Integer> failed = new Future<>();
    failed.setException(new IllegalStateException("no answer"));
    try {
      await(failed);
    } catch (IllegalStateException e) {
      System.out.println("awaited: " + e.getMessage());
    }
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
