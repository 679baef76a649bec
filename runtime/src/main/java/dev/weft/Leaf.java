package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine of the runtime without a frame: it makes the frame that awaits it wait, and is gone.
 *
 * @param <T> the result
 */
abstract non-sealed class Leaf<T> extends Coroutine<T> {
  @Override
  protected final @Nullable Object begin(Task<?> task, int depth) throws Throwable {
    if (!isReusable()) {
      enter(depth); // A leaf needs no room on the stack.
    }
    return waitOrGive(task, depth);
  }

  /** Gives the value, or makes {@code task} wait. */
  abstract @Nullable Object waitOrGive(Task<?> task, int depth) throws Throwable;

  @Override
  protected void discard() {}
}
