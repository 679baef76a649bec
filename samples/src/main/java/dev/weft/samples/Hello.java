package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;

/** Hello, and a second later World: the smallest async program. */
public final class Hello {
  private Hello() {}

  @Async
  static Coroutine<Void> program() {
    System.out.println("Hello");
    await(sleep(Duration.ofSeconds(1)));
    System.out.println("World");
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
