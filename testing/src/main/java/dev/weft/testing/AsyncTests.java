package dev.weft.testing;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import org.jspecify.annotations.Nullable;

/** Runs async code inside a test method. */
public final class AsyncTests {
  /** The test that runs in this thread. */
  private static final ThreadLocal<@Nullable TestRun> CURRENT = new ThreadLocal<>();

  private AsyncTests() {}

  /**
   * Runs a coroutine on the loop of the {@link AsyncTest} that runs in this thread; outside such a
   * test on a new {@link VirtualTimeLoop}. Woven test methods call this.
   *
   * @param main what to run
   * @return its result
   * @param <T> the result
   */
  public static <T> T run(Coroutine<T> main) {
    TestRun test = CURRENT.get();
    return test == null ? VirtualTimeLoop.run(main) : test.run(main);
  }

  /**
   * Runs an async lambda likewise.
   *
   * @param main what to run
   * @return its result
   * @param <T> the result
   * @throws Exception whatever the lambda throws
   */
  @SuppressWarnings("overloads") // A lambda with a block body tells by its return statements.
  public static <T> T run(AsyncCallable<T> main) throws Exception {
    return run(Asyncio.async(main));
  }

  /**
   * Runs an async lambda likewise.
   *
   * @param main what to run
   * @throws Exception whatever the lambda throws
   */
  @SuppressWarnings("overloads")
  public static void run(AsyncRunnable main) throws Exception {
    run(Asyncio.async(main));
  }

  static void enter(@Nullable TestRun test) {
    if (test == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(test);
    }
  }
}
