package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;

/** A program that Ctrl-C has to be pressed twice for, if Weft handles it, else once. */
final class InterruptedProgram {
  private InterruptedProgram() {}

  /** Started by CtrlCTest. */
  public static void main(String[] arguments) {
    run(stubborn());
  }

  @Async
  private static Coroutine<Void> stubborn() {
    System.out.println("handled by " + handlerOrNone());
    if (!handlerOrNone().equals("Weft")) {
      return done();
    }
    RaisedSignals.raise("INT");
    try {
      await(new Future<Void>());
    } catch (CancelledError e) {
      System.out.println("swallowed");
    }
    RaisedSignals.raise("INT");
    await(new Future<Void>());
    return done();
  }

  private static String handlerOrNone() {
    try {
      return RaisedSignals.handlerOf("INT");
    } catch (IllegalStateException refused) {
      return "none";
    }
  }
}
