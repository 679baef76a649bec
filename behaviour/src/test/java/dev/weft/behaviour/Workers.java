package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import java.util.Objects;

/** Coroutines that tell a trace what becomes of them. */
final class Workers {
  private final Trace trace;

  Workers(Trace trace) {
    this.trace = trace;
  }

  /** Sleeps and gives its name; tells how that ended. */
  @Async
  Coroutine<String> sleeper(String name, int seconds) {
    try {
      await(sleep(ofSeconds(seconds)));
    } catch (CancelledError e) {
      trace.log(name + " cancelled");
      throw e;
    }
    trace.log(name + " end");
    return done(name);
  }

  /** Sleeps and then fails. */
  @Async
  Coroutine<String> failing(String name, int seconds, RuntimeException error) {
    await(sleep(ofSeconds(seconds)));
    trace.log(name + " fails");
    throw error;
  }

  /** Fails when it is cancelled. */
  @Async
  Coroutine<Void> badCleanUp() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      throw new IllegalStateException("clean-up");
    }
    return done();
  }

  /** Takes a second to end when it is cancelled. */
  @Async
  Coroutine<String> tidy(String name, int seconds) {
    try {
      await(sleep(ofSeconds(seconds)));
      return done(name);
    } finally {
      trace.log(name + " cleans up");
      await(sleep(ofSeconds(1)));
      trace.log(name + " is clean");
    }
  }

  /** Gives {@code instead} when it is cancelled. */
  @Async
  Coroutine<String> stubborn(int seconds, String instead) {
    try {
      await(sleep(ofSeconds(seconds)));
    } catch (CancelledError e) {
      return done(instead);
    }
    return done("slept");
  }

  /** Awaits something, tells what came of it and passes it on. */
  @Async
  <T> Coroutine<T> waiter(String name, Awaitable<? extends T> awaited) {
    T got;
    try {
      got = await(awaited);
    } catch (Throwable e) {
      trace.log(name + " " + describe(e));
      throw e;
    }
    trace.log(name + " got " + got);
    return done(got);
  }

  /**
   * As Python prints it: {@code CancelledError(why)}, or without a message {@code
   * CancelledError()}.
   */
  static String describe(Throwable error) {
    return error.getClass().getSimpleName()
        + "("
        + Objects.requireNonNullElse(error.getMessage(), "")
        + ")";
  }
}
