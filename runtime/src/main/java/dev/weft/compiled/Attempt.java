package dev.weft.compiled;

import dev.weft.Coroutine;
import dev.weft.Task;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine of the runtime that mostly has its result at once, as taking from a queue that holds
 * something. Only one that has to wait gets a frame, by {@link Frame#stop}; so one that need not
 * costs no allocation where it is awaited in the place where it is made.
 *
 * <p>Fields of its subclasses are not final, for the reason that {@link Frame} gives.
 *
 * @param <T> the result
 */
public abstract non-sealed class Attempt<T> extends Coroutine<T> {
  /** Has not run. */
  protected Attempt() {}

  @Override
  protected final @Nullable Object begin(Task<?> task, int depth) throws Throwable {
    enter(depth); // It needs no room on the stack.
    return attempt(task, depth);
  }

  /**
   * Gives the value, or waits with a frame that it makes.
   *
   * @param task the task it runs in
   * @param depth how deeply what awaits it is nested on the Java stack
   * @return the value, or {@link Frame#SUSPENDED}
   * @throws Throwable why it cannot
   */
  protected abstract @Nullable Object attempt(Task<?> task, int depth) throws Throwable;

  @Override
  protected void discard() {}
}
