package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Something to be entered before a block of code and left after it: Python's asynchronous context
 * manager, used by {@link Asyncio#with(AsyncContext, AsyncFunction)}.
 *
 * <pre>{@code
 * record Timed(String what) implements AsyncContext<Long> {
 *   public @Async Coroutine<Long> enter() {
 *     return done(System.nanoTime());
 *   }
 *
 *   public @Async Coroutine<Boolean> exit(Throwable error) {
 *     System.out.println(what + (error == null ? " is done" : " failed"));
 *     return done(false);
 *   }
 * }
 * }</pre>
 *
 * <p>For a resource that only has to be closed, {@link AsyncCloseable} is simpler.
 *
 * @param <T> what the block is given
 */
public interface AsyncContext<T> {
  /**
   * Enters. If it fails, neither the block nor {@link #exit} runs.
   *
   * @return what the block is given
   */
  Coroutine<T> enter();

  /**
   * Leaves, however the block ended. What this fails with replaces what the block failed with.
   *
   * @param error what the block failed with, a {@link CancelledError} included; or null
   * @return true if the failure is dealt with: the block then ends without a result
   */
  Coroutine<Boolean> exit(@Nullable Throwable error);
}
