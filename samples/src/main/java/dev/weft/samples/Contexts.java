package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.with;

import dev.weft.Async;
import dev.weft.AsyncContext;
import dev.weft.Coroutine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A context is entered before a block and left after it, and decides about its failures. */
public final class Contexts {
  private Contexts() {}

  /** Commits what went well and rolls back what did not. */
  private static final class Transaction implements AsyncContext<StringBuilder> {
    private final StringBuilder log = new StringBuilder();

    @Override
    @Async
    public Coroutine<StringBuilder> enter() {
      await(sleep(Duration.ofMillis(10)));
      System.out.println("begin");
      return done(log);
    }

    @Override
    @Async
    public Coroutine<Boolean> exit(@Nullable Throwable error) {
      await(sleep(Duration.ofMillis(10)));
      System.out.println(error == null ? "commit " + log : "roll back: " + error.getMessage());
      return done(error instanceof IllegalArgumentException); // True: dealt with.
    }
  }

  @Async
  static Coroutine<Void> program() {
    String result =
        await(
            with(
                new Transaction(),
                log -> {
                  await(sleep(Duration.ofMillis(10)));
                  log.append("insert");
                  return "inserted";
                }));
    System.out.println(result);
    String nothing =
        await(
            with(
                new Transaction(),
                log -> {
                  if (log.isEmpty()) {
                    throw new IllegalArgumentException("nothing to insert");
                  }
                  return "inserted";
                }));
    System.out.println(nothing);
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
