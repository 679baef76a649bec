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
 * A fair mutual exclusion lock for tasks: asyncio's Lock. It is not reentrant and has no owner: any
 * task may release it.
 *
 * <pre>{@code
 * AsyncLock lock = new AsyncLock();
 * try (Permit held = await(lock.acquire())) {
 *   await(firstHalf());
 *   await(secondHalf());
 * }
 * }</pre>
 *
 * <p>A released lock stays free until the first waiter runs, and nobody overtakes that waiter.
 */
public final class AsyncLock {
  final WaitLine line = new WaitLine(this);
  private final Permit permit = new PermitOf(this, this::release);
  private boolean locked;

  /** A free lock. */
  public AsyncLock() {}

  /**
   * Waits for the lock and takes it.
   *
   * @return closing it releases the lock
   */
  public Coroutine<Permit> acquire() {
    return new Acquire(this);
  }

  private static final class Acquire extends Attempt<Permit> {
    private static final Body GO_ON = AsyncLock::acquiring;

    private AsyncLock lock;

    Acquire(AsyncLock lock) {
      this.lock = lock;
    }

    @Override
    protected @Nullable Object attempt(Task<?> task, int depth) throws Throwable {
      return lock.acquireOrWait(task, depth);
    }
  }

  /** What awaiting {@link #acquire} does first. */
  @Nullable Object acquireOrWait(Task<?> task, int depth) throws Throwable {
    if (locked || line.hasLiveWaiters()) {
      return Slots.waitIn(line, Acquire.GO_ON, this, null, task, depth);
    }
    locked = true;
    return permit;
  }

  private static @Nullable Object acquiring(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    AsyncLock lock = Slots.self(self);
    lock.stopWaiting(Slots.waiter(frame), frame, task);
    lock.locked = true;
    return lock.permit;
  }

  private void stopWaiting(Waiter waiter, Frame<?> frame, Task<?> task) throws Throwable {
    try {
      frame.resumed(task);
    } catch (CancelledError cancelled) {
      line.leave(waiter);
      if (!locked) {
        line.wakeHead(); // The wake-up may have been ours: it must not be lost.
      }
      throw cancelled;
    }
    line.leave(waiter);
  }

  /**
   * Gives the lock back; the first in line gets it.
   *
   * @throws IllegalStateException if it is not held
   */
  public void release() {
    if (!locked) {
      throw new IllegalStateException(
          "release() of " + this + ", which nobody holds: acquire() it first");
    }
    locked = false;
    line.wakeHead();
  }

  /**
   * Whether somebody holds it.
   *
   * @return false also between a release and the moment the next in line runs
   */
  public boolean isLocked() {
    return locked;
  }

  @Override
  public String toString() {
    return "<AsyncLock [" + (locked ? "locked" : "unlocked") + line.text() + "]>";
  }
}
