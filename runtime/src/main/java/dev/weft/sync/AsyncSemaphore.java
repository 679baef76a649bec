package dev.weft.sync;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Attempt;
import dev.weft.compiled.Body;
import dev.weft.compiled.Frame;
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
    private static final Body GO_ON = AsyncSemaphore::acquiring;

    private AsyncSemaphore semaphore;

    Acquire(AsyncSemaphore semaphore) {
      this.semaphore = semaphore;
    }

    @Override
    protected @Nullable Object attempt(Task<?> task, int depth) throws Throwable {
      return semaphore.acquireOrWait(task, depth);
    }
  }

  /** What awaiting {@link #acquire} does first. */
  @Nullable Object acquireOrWait(Task<?> task, int depth) throws Throwable {
    if (isLocked()) {
      return Slots.waitIn(line, Acquire.GO_ON, this, null, task, depth);
    }
    value--;
    return permit;
  }

  private static @Nullable Object acquiring(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    AsyncSemaphore semaphore = Slots.self(self);
    semaphore.stopWaiting(Slots.waiter(frame), frame, task);
    return semaphore.permit;
  }

  private void stopWaiting(Waiter waiter, Frame<?> frame, Task<?> task) throws Throwable {
    try {
      frame.resumed(task);
    } catch (CancelledError cancelled) {
      if (waiter.isWoken()) {
        value++; // A permit was handed to us already: give it back.
      }
      throw cancelled;
    } finally {
      line.leave(waiter);
      // Those who came meanwhile had to queue behind us, even if there are permits.
      while (value > 0 && handOver()) {}
    }
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
