package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.ExceptionGroup;
import dev.weft.Task;
import dev.weft.TaskGroup;
import java.time.Duration;

/**
 * A group ends when all its tasks have; a failure cancels the others, and all failures come out
 * together. No task outlives its group.
 */
public final class TaskGroups {
  private TaskGroups() {}

  @Async
  static Coroutine<Integer> square(int number) {
    await(sleep(Duration.ofSeconds(number)));
    return done(number * number);
  }

  @Async
  static Coroutine<Void> fail(String why) {
    await(sleep(Duration.ofSeconds(1)));
    throw new IllegalStateException(why);
  }

  @Async
  static Coroutine<Void> patient() {
    try {
      await(sleep(Duration.ofHours(1)));
    } catch (CancelledError e) {
      System.out.println("sibling cancelled");
      throw e;
    }
    return done();
  }

  @Async
  static Coroutine<Void> program() {
    int sum =
        await(
            TaskGroup.run(
                group -> {
                  Task<Integer> three = group.createTask(square(3));
                  Task<Integer> four = group.createTask(square(4));
                  return await(three) + await(four);
                }));
    System.out.println("sum " + sum);

    try {
      await(
          TaskGroup.run(
              group -> {
                group.createTask(fail("first"));
                group.createTask(fail("second"));
                group.createTask(patient());
              }));
    } catch (ExceptionGroup failures) {
      for (Throwable failure : failures.exceptions()) {
        System.out.println("failed: " + failure.getMessage());
      }
    }
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
