package dev.weft.compiled;

import dev.weft.Asyncio;
import dev.weft.Awaitable;
import dev.weft.EventLoop;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How a generated facade of futures runs an async method on a loop. For generated code only. */
public final class FutureCalls {
  private final EventLoop loop;

  private FutureCalls(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * Calls that run on a loop, whichever thread they come from.
   *
   * @param loop where
   * @return the calls
   */
  public static FutureCalls on(EventLoop loop) {
    return new FutureCalls(Objects.requireNonNull(loop, "loop"));
  }

  /**
   * Makes a call on the loop, soon.
   *
   * @param call calls the async method
   * @return a thread-safe future of its result; cancelling it cancels the task
   * @param <T> the result
   */
  public <T> CompletableFuture<T> call(Callable<? extends Awaitable<? extends T>> call) {
    return Asyncio.runCoroutineThreadsafe(FacadeCall.of(call), loop);
  }

  /**
   * Makes a call that gives a stage on the loop, soon.
   *
   * @param call calls the async method
   * @return a thread-safe future of its result; cancelling it cancels the task
   * @param <T> the result
   */
  public <T> CompletableFuture<T> callStage(Callable<? extends CompletionStage<? extends T>> call) {
    return Asyncio.runCoroutineThreadsafe(FacadeCall.of(call), loop);
  }
}
