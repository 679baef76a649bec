package dev.weft.compiled;

import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import org.jspecify.annotations.Nullable;

/**
 * What a task waits for inside an operation of the runtime that is not over when the wait is: to
 * get an item from a queue is to wait for one and then to take it, or to wait again.
 *
 * <p>Why: it needs no frame. Whoever awaits the operation goes on with what {@link #goOn} gives. An
 * item handed from task to task costs 40 bytes by that instead of 80.
 */
public abstract class Waiting extends Future<Void> {
  /**
   * A wait that has not ended.
   *
   * @param loop where the task runs
   */
  protected Waiting(EventLoop loop) {
    super(loop);
  }

  /**
   * Whose operation it is, for those who look: it says in words what is waited for.
   *
   * @return the queue, the lock
   */
  public abstract Object owner();

  /**
   * Goes on when the wait has ended, however it ended. Called by the task only.
   *
   * @param failure why it ended, if that was not because it is over: the task was cancelled
   * @param task the task that waits
   * @return what the operation gives, or {@link Frame#SUSPENDED} if the task waits again
   * @throws Throwable the failure, or why the operation cannot be done
   */
  public abstract @Nullable Object goOn(@Nullable Throwable failure, Task<?> task) throws Throwable;
}
