package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Attempt;
import dev.weft.sync.WaitLine.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits, given out first come first served: asyncio's Semaphore.
 *
 * <pre>{@code
 * AsyncSemaphore limit = new AsyncSemaphore(3);
 * try (Permit one = await(limit.acquire())) {
 *   await(fetch("apples"));
 * }
 * }</pre>
 *
 * <p>A permit that is released while somebody waits is handed over at once: it is never up for
 * grabs.
 */
public sealed class AsyncSemaphore permits BoundedAsyncSemaphore {
  final WaitLine line = new WaitLine(this);
  private final Permit permit = new PermitOf(this, this::release);
  private int value;

  /** A semaphore with one permit. */
  public AsyncSemaphore() {
    this(1);
  }

  /**
   * A semaphore.
   *
   * @param permits how many may be inside at once, not negative
   */
  public AsyncSemaphore(int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("Semaphore initial value must be >= 0, but is " + permits);
    }
    this.value = permits;
  }

  /**
   * Waits for a permit and takes it.
   *
   * @return closing it releases the permit
   */
  public final Coroutine<Permit> acquire() {
    return new Acquire(this);
  }

  private static final class Acquire extends Attempt<Permit> {
    private AsyncSemaphore semaphore;

    Acquire(AsyncSemaphore semaphore) {
      this.semaphore = semaphore;
    }

    @Override
    protected @Nullable Object attempt(Task<?> task, int depth) throws Throwable {
      return semaphore.acquireOrWait(task);
    }
  }

  /** What awaiting {@link #acquire} does first. */
  @Nullable Object acquireOrWait(Task<?> task) throws Throwable {
    if (isLocked()) {
      return line.waitAtEnd(new Acquirer(this, task), task);
    }
    value--;
    return permit;
  }

  private static final class Acquirer extends Waiter {
    private final AsyncSemaphore semaphore;

    Acquirer(AsyncSemaphore semaphore, Task<?> task) {
      super(task);
      this.semaphore = semaphore;
    }

    @Override
    public Object owner() {
      return semaphore;
    }

    @Override
    public Object goOn(@Nullable Throwable failure, Task<?> task) throws Throwable {
      semaphore.stopWaiting(this, failure);
      if (failure != null) {
        throw failure;
      }
      return semaphore.permit;
    }
  }

  private void stopWaiting(Waiter waiter, @Nullable Throwable failure) {
    if (failure != null && waiter.isWoken()) {
      value++; // A permit was handed to us already: give it back.
    }
    line.leave(waiter);
    // Those who came meanwhile had to queue behind us, even if there are permits.
    while (value > 0 && handOver()) {}
  }

  private boolean handOver() {
    if (line.wakeNext()) {
      value--;
      return true;
    }
    return false;
  }

  /** Gives a permit back; the first in line gets it. */
  public void release() {
    value++;
    handOver();
  }

  /**
   * Whether acquiring would wait now.
   *
   * @return true without permits, and also while others wait
   */
  public final boolean isLocked() {
    return value == 0 || line.hasLiveWaiters();
  }

  /**
   * How many permits are left.
   *
   * @return those that were not given out or handed over
   */
  public final int availablePermits() {
    return value;
  }

  @Override
  public String toString() {
    String state = isLocked() ? "locked" : "unlocked, value:" + value;
    return "<" + getClass().getSimpleName() + " [" + state + line.text() + "]>";
  }
}
