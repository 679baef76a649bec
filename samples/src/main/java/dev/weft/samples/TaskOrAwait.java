package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.time.Duration;

/** Awaiting a call runs it here and now; a task runs on its own, from the next turn of the loop. */
public final class TaskOrAwait {
  private TaskOrAwait() {}

  @Async
  static Coroutine<Void> foo() {
    System.out.println("foo starts");
    await(sleep(Duration.ofSeconds(1)));
    System.out.println("foo done");
    return done();
  }

  @Async
  static Coroutine<Void> program() {
    await(foo());
    System.out.println("main continues when foo is done");

    Task<Void> task = createTask(foo());
    System.out.println("main continues immediately");
    await(task);
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
