package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Attempt;
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
    private AsyncLock lock;

    Acquire(AsyncLock lock) {
      this.lock = lock;
    }

    @Override
    protected @Nullable Object attempt(Task<?> task, int depth) throws Throwable {
      return lock.acquireOrWait(task);
    }
  }

  /** What awaiting {@link #acquire} does first. */
  @Nullable Object acquireOrWait(Task<?> task) throws Throwable {
    if (locked || line.hasLiveWaiters()) {
      return line.waitAtEnd(new Acquirer(this, task), task);
    }
    locked = true;
    return permit;
  }

  private static final class Acquirer extends Waiter {
    private final AsyncLock lock;

    Acquirer(AsyncLock lock, Task<?> task) {
      super(task);
      this.lock = lock;
    }

    @Override
    public Object owner() {
      return lock;
    }

    @Override
    public Object goOn(@Nullable Throwable failure, Task<?> task) throws Throwable {
      lock.line.leave(this);
      if (failure != null) {
        if (!lock.locked) {
          lock.line.wakeHead(); // The wake-up may have been ours: it must not be lost.
        }
        throw failure;
      }
      lock.locked = true;
      return lock.permit;
    }
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
