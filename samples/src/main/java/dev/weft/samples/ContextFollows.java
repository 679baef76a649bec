package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import java.time.Duration;

/** What a thread-local is to threads, a context variable is to tasks: each has its own copy. */
public final class ContextFollows {
  private static final ContextVar<String> USER = new ContextVar<>("user", "nobody");

  private ContextFollows() {}

  @Async
  static Coroutine<Void> handle(String user) {
    USER.set(user);
    await(sleep(Duration.ofSeconds(1))); // The other request runs meanwhile.
    await(log("request"));
    return done();
  }

  @Async
  static Coroutine<Void> log(String what) {
    System.out.println(what + " by " + USER.get());
    return done();
  }

  @Async
  static Coroutine<Void> program() {
    await(gather(handle("Ada"), handle("Grace")));
    await(log("main"));
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
