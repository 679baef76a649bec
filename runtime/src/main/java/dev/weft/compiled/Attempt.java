package dev.weft.compiled;

import dev.weft.Coroutine;
import dev.weft.Task;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine of the runtime that begins without a frame: it gives its result, as taking from a
 * queue that holds something, or makes the task wait. Only one that has to go on itself after that
 * waits for a {@link Waiting}, or gets a frame, by {@link Frame#stop}; so one that need not wait
 * costs no more than itself; and where it is awaited at once not even that, see {@link
 * dev.weft.sync.AwaitedCalls}.
 *
 * <p>Its subclasses are named after the methods that give them, for messages.
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
   * Gives the value, or makes the task wait.
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
