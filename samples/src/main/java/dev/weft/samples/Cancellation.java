package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.time.Duration;

/**
 * Cancelling throws a CancelledError out of the await where the task is suspended. It is no {@code
 * Exception}, so {@code catch (Exception e)} does not swallow it; {@code finally} cleans up and may
 * await; whoever catches it lets it go on.
 */
public final class Cancellation {
  private Cancellation() {}

  @Async
  static Coroutine<Void> query() {
    try {
      System.out.println("querying");
      await(sleep(Duration.ofHours(1)));
      System.out.println("never printed");
    } finally {
      await(closeConnection());
    }
    return done();
  }

  @Async
  static Coroutine<Void> closeConnection() {
    await(sleep(Duration.ofSeconds(1)));
    System.out.println("connection closed");
    return done();
  }

  @Async
  static Coroutine<Void> worker() {
    try {
      await(query()); // Cancelling the worker reaches what it awaits.
    } catch (CancelledError e) {
      System.out.println("Task was cancelled: " + e.getMessage());
      throw e;
    }
    return done();
  }

  @Async
  static Coroutine<Void> program() {
    Task<Void> task = createTask(worker());
    await(sleep(Duration.ofSeconds(1)));
    task.cancel("shutting down");
    try {
      await(task);
    } catch (CancelledError e) {
      System.out.println("Caught task cancellation; cancelled: " + task.isCancelled());
    }
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
