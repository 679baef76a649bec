package dev.weft.samples;

import static dev.weft.Asyncio.async;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.time.Duration;
import java.util.function.Function;

/** The two kinds of lambdas that await: one returns plainly, one returns a coroutine. */
public final class Lambdas {
  private Lambdas() {}

  @Async
  static Coroutine<Void> program() {
    AsyncFunction<String, Integer> plainly =
        word -> {
          await(sleep(Duration.ofMillis(10)));
          return word.length();
        };
    Function<String, Coroutine<Integer>> coroutine =
        word -> {
          await(sleep(Duration.ofMillis(10)));
          return done(10 * word.length());
        };
    System.out.println(await(async(plainly, "weft"))); // Who holds one awaits it like this.
    System.out.println(await(coroutine.apply("weft"))); // And this one like any coroutine.

    Task<String> task =
        createTask(
            () -> {
              int length = await(async(plainly, "warp and weft"));
              return "in a task: " + length;
            });
    System.out.println(await(task));
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
