package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;

/**
 * A call without an await does nothing. The processor warns of it where it stands ("NotAwaited"),
 * and a loop in debug mode tells, when the coroutine is collected, which one and where it was made.
 */
public final class ForgottenAwait {
  private ForgottenAwait() {}

  @Async
  static Coroutine<Void> save() {
    System.out.println("never printed");
    return done();
  }

  @SuppressWarnings("weft:NotAwaited") // The mistake is what this shows.
  private static void forget() {
    save();
  }

  @Async
  private static Coroutine<Void> forgetful() {
    EventLoop loop = EventLoop.running();
    loop.setDebug(true); // Or -Dweft.debug=true for all loops.
    Future<String> reported = loop.createFuture();
    loop.setExceptionHandler((where, context) -> reported.setResult(context.message()));
    forget();
    while (!reported.isDone()) {
      System.gc(); // It would be collected sooner or later anyway.
      await(yieldNow());
    }
    System.out.println(reported.result());
    return done();
  }

  /** Forgets an await and waits until that is reported. */
  public static void main(String[] args) {
    run(forgetful());
  }
}
