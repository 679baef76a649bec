package dev.weft.samples;

import static dev.weft.Asyncio.async;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import java.io.IOException;
import java.time.Duration;

/**
 * A function of one's own that takes an async lambda: try again, each time after a longer pause.
 */
public final class Retry {
  private int calls;

  private Retry() {}

  /** Runs {@code body} until it succeeds, at most {@code attempts} times. */
  @Async
  static <T> Coroutine<T> retry(int attempts, AsyncCallable<T> body) throws Exception {
    Duration pause = Duration.ofSeconds(1);
    for (int attempt = 1; ; attempt++) {
      try {
        return done(await(async(body)));
      } catch (Exception e) { // Not IOException: async(body) cannot declare what the body throws.
        if (attempt == attempts) {
          throw e;
        }
        System.out.println(e.getMessage() + ": again in " + pause.toSeconds() + " s");
        await(sleep(pause));
        pause = pause.multipliedBy(2);
      }
    }
  }

  @Async
  Coroutine<String> flaky() throws IOException {
    await(sleep(Duration.ofMillis(100)));
    if (++calls < 4) {
      throw new IOException("call " + calls + " failed");
    }
    return done("call " + calls + " succeeded");
  }

  @Async
  static Coroutine<Void> program() throws Exception {
    Retry server = new Retry();
    System.out.println(await(retry(5, () -> await(server.flaky()))));
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) throws Exception {
    run(program());
  }
}
