package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.timeout;
import static dev.weft.Asyncio.waitFor;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A deadline for one await, and one for a block of code that may move it. */
public final class Timeouts {
  private Timeouts() {}

  @Async
  static Coroutine<String> slow() {
    await(sleep(Duration.ofSeconds(2)));
    return done("slow result");
  }

  @Async
  static Coroutine<Void> program() throws TimeoutException {
    try {
      System.out.println(await(waitFor(slow(), Duration.ofSeconds(1))));
    } catch (TimeoutException e) {
      System.out.println("Task timed out");
    }

    String result =
        await(
            timeout(
                Duration.ofSeconds(1),
                scope -> {
                  scope.reschedule(Duration.ofSeconds(3)); // From now on; it looked promising.
                  return await(slow());
                }));
    System.out.println("in time: " + result);
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) throws TimeoutException {
    run(program());
  }
}
