package dev.weft.sync;

import dev.weft.Task;
import dev.weft.compiled.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls instead, where a call of these operations is awaited at once: {@code
 * await(queue.put(item))} is {@code AwaitedCalls.put(queue, item, task, depth)}. For woven code
 * only.
 *
 * <p>Why: it makes no coroutine, which the JIT cannot be relied on to see through. An item put into
 * a queue and taken out again cost 56 bytes by that.
 */
public final class AwaitedCalls {
  private AwaitedCalls() {}

  /**
   * Awaits {@link AsyncQueue#put}.
   *
   * @param queue the queue
   * @param item what to put
   * @param task the task that awaits it
   * @param depth how deeply what awaits it is nested on the Java stack
   * @return null, or {@link Frame#SUSPENDED}
   * @throws Throwable why it cannot
   * @param <T> the items
   */
  public static <T> @Nullable Object put(AsyncQueue<T> queue, T item, Task<?> task, int depth)
      throws Throwable {
    return mustBeMade(queue)
        ? Frame.await(queue.put(item), task, depth)
        : queue.putOrWait(item, task);
  }

  /**
   * Awaits {@link AsyncQueue#get}.
   *
   * @param queue the queue
   * @param task the task that awaits it
   * @param depth how deeply what awaits it is nested on the Java stack
   * @return the item, or {@link Frame#SUSPENDED}
   * @throws Throwable why there will be none
   */
  public static @Nullable Object get(AsyncQueue<?> queue, Task<?> task, int depth)
      throws Throwable {
    return mustBeMade(queue) ? Frame.await(queue.get(), task, depth) : queue.getOrWait(task);
  }

  /**
   * Awaits {@link AsyncLock#acquire}.
   *
   * @param lock the lock
   * @param task the task that awaits it
   * @param depth how deeply what awaits it is nested on the Java stack
   * @return the permit, or {@link Frame#SUSPENDED}
   * @throws Throwable why it cannot
   */
  public static @Nullable Object acquire(AsyncLock lock, Task<?> task, int depth) throws Throwable {
    return mustBeMade(lock) ? Frame.await(lock.acquire(), task, depth) : lock.acquireOrWait(task);
  }

  /**
   * Awaits {@link AsyncSemaphore#acquire}.
   *
   * @param semaphore the semaphore
   * @param task the task that awaits it
   * @param depth how deeply what awaits it is nested on the Java stack
   * @return the permit, or {@link Frame#SUSPENDED}
   * @throws Throwable why it cannot
   */
  public static @Nullable Object acquire(AsyncSemaphore semaphore, Task<?> task, int depth)
      throws Throwable {
    return mustBeMade(semaphore)
        ? Frame.await(semaphore.acquire(), task, depth)
        : semaphore.acquireOrWait(task);
  }

  /**
   * Awaits {@link AsyncEvent#waitUntilSet}.
   *
   * @param event the event
   * @param task the task that awaits it
   * @param depth how deeply what awaits it is nested on the Java stack
   * @return null, or {@link Frame#SUSPENDED}
   * @throws Throwable why it cannot
   */
  public static @Nullable Object waitUntilSet(AsyncEvent event, Task<?> task, int depth)
      throws Throwable {
    return mustBeMade(event)
        ? Frame.await(event.waitUntilSet(), task, depth)
        : event.passOrWait(task);
  }

  /**
   * Whether the call itself must be made: a mock answers it, whose constructor has not run and left
   * no fields; and of null it says what cannot be called.
   */
  private static boolean mustBeMade(@Nullable AsyncQueue<?> queue) {
    return queue == null || queue.getters == null;
  }

  private static boolean mustBeMade(@Nullable AsyncLock lock) {
    return lock == null || lock.line == null;
  }

  private static boolean mustBeMade(@Nullable AsyncSemaphore semaphore) {
    return semaphore == null || semaphore.line == null;
  }

  private static boolean mustBeMade(@Nullable AsyncEvent event) {
    return event == null || event.line == null;
  }
}
