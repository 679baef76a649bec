package dev.weft;

import dev.weft.compiled.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine of the runtime without a frame: it makes the frame that awaits it wait, and is gone.
 *
 * @param <T> the result
 */
abstract non-sealed class Leaf<T> extends Coroutine<T> {
  @Override
  protected final @Nullable Object begin(@Nullable Frame<?> awaiting, Task<?> task)
      throws Throwable {
    if (!isReusable()) {
      enter(awaiting); // A leaf needs no room on the stack.
    }
    return waitOrGive(awaiting, task);
  }

  /** Gives the value, or makes {@code task} wait with {@code awaiting} to go on. */
  abstract @Nullable Object waitOrGive(@Nullable Frame<?> awaiting, Task<?> task) throws Throwable;

  @Override
  protected void discard() {}
}
