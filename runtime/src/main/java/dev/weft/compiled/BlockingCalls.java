package dev.weft.compiled;

import dev.weft.Asyncio;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How a generated blocking facade runs an async method to its end. For generated code only. */
public final class BlockingCalls {
  private static final String NAME = BlockingCalls.class.getName();

  /** Whose loop runs all calls; null for a new loop each. */
  private final @Nullable Runner runner;

  private BlockingCalls(@Nullable Runner runner) {
    this.runner = runner;
  }

  /**
   * Calls that each have a new loop.
   *
   * @return the calls
   */
  public static BlockingCalls onNewLoops() {
    return new BlockingCalls(null);
  }

  /**
   * Calls that share the loop and the context of a runner.
   *
   * @param runner not closed as long as there are calls
   * @return the calls
   */
  public static BlockingCalls on(Runner runner) {
    return new BlockingCalls(Objects.requireNonNull(runner, "runner"));
  }

  /**
   * Makes a call on the loop and waits for what it gives.
   *
   * @param call calls the async method
   * @return its result; what it failed with is thrown as it is
   * @param <T> the result
   * @throws IllegalStateException if a loop runs in this thread
   */
  public <T> T call(Callable<? extends Awaitable<? extends T>> call) {
    return run(FacadeCall.of(call));
  }

  /**
   * Makes a call on the loop and waits for the stage that it gives.
   *
   * @param call calls the async method
   * @return its result; what it failed with is thrown as it is
   * @param <T> the result
   * @throws IllegalStateException if a loop runs in this thread
   */
  public <T> T callStage(Callable<? extends CompletionStage<? extends T>> call) {
    return run(FacadeCall.of(call));
  }

  private <T> T run(Coroutine<T> coroutine) {
    if (EventLoop.runningOrNull() != null) {
      coroutine.close();
      throw calledFromALoop();
    }
    return runner == null ? Asyncio.run(coroutine) : runner.run(coroutine);
  }

  private static IllegalStateException calledFromALoop() {
    String method =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .dropWhile(frame -> frame.getClassName().equals(NAME))
                        .map(frame -> simpleName(frame) + "." + frame.getMethodName() + "()")
                        .findFirst()
                        .orElse("a blocking facade"));
    return new IllegalStateException(
        method
            + " cannot be called from a running event loop: it would stop the loop until it is done."
            + " Await the async method itself, or call this in toThread(..).");
  }

  private static String simpleName(StackWalker.StackFrame frame) {
    return frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
  }
}
