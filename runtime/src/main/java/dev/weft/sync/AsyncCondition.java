package dev.weft.sync;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A condition variable: tasks wait for a signal with the lock released, and hold it again when they
 * go on. asyncio's Condition (3.13).
 *
 * <pre>{@code
 * static final Deque<String> free = new ArrayDeque<>();
 * static final AsyncCondition changed = new AsyncCondition();
 *
 * static @Async Coroutine<String> take() {
 *   try (Permit held = await(changed.acquire())) {
 *     await(changed.waitFor(() -> !free.isEmpty()));
 *     return done(free.remove());
 *   }
 * }
 * }</pre>
 *
 * <p>Waiting may end without a signal, so re-check what you wait for, or use {@link
 * #waitFor(BooleanSupplier)}.
 */
public final class AsyncCondition {
  private static final short WAITING = 1;
  private static final short REACQUIRING = 2;

  private final WaitLine line = new WaitLine(this);
  private final AsyncLock lock;

  /** A condition with a lock of its own. */
  public AsyncCondition() {
    this(new AsyncLock());
  }

  /**
   * A condition that shares a lock.
   *
   * @param lock the lock
   */
  public AsyncCondition(AsyncLock lock) {
    this.lock = lock;
  }

  /**
   * Waits for the lock and takes it.
   *
   * @return closing it releases the lock
   */
  public Coroutine<Permit> acquire() {
    return lock.acquire();
  }

  /**
   * Gives the lock back.
   *
   * @throws IllegalStateException if it is not held
   */
  public void release() {
    lock.release();
  }

  /**
   * Whether somebody holds the lock.
   *
   * @return as the lock's
   */
  public boolean isLocked() {
    return lock.isLocked();
  }

  /**
   * Releases the lock, waits for a signal, and takes the lock again, also when cancelled.
   *
   * @return done when signalled
   * @throws IllegalStateException when awaited and the lock is not held
   */
  public Coroutine<Void> waitFor() {
    return new Frame<>(AsyncCondition::waiting, this);
  }

  /** Slots: r0 what the wait failed with, r1 the latest cancellation after it. */
  private static @Nullable Object waiting(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    AsyncCondition condition = Slots.self(self);
    if (frame.state == Frame.START) {
      condition.requireHeld("wait on");
      Object result = condition.line.waitAtEnd(new WaitLine.Onlooker(condition.line, task), task);
      frame.state = WAITING;
      condition.release();
      return result;
    }
    boolean resumed = frame.state == REACQUIRING;
    if (frame.state == WAITING) {
      try {
        frame.resumed(task);
      } catch (Throwable failure) {
        frame.r0 = failure;
      }
    }
    // The lock must be held again whatever happens, so cancellations only count.
    while (true) {
      try {
        Object result =
            resumed ? frame.resumed(task) : Frame.await(condition.acquire(), frame, task);
        if (result == Frame.SUSPENDED) {
          frame.state = REACQUIRING;
          return result;
        }
        break;
      } catch (CancelledError cancelled) {
        frame.r1 = cancelled;
        resumed = false;
      } catch (Throwable failure) {
        condition.line.wakeNext();
        throw failure;
      }
    }
    Object failure = frame.r1 == null ? frame.r0 : frame.r1;
    if (failure != null) {
      condition.line.wakeNext(); // The signal may have been ours: somebody else shall have it.
      throw (Throwable) failure;
    }
    return null;
  }

  /**
   * Waits until something holds, checking it at once and after each signal.
   *
   * @param predicate what is waited for
   * @return done when it holds
   */
  public Coroutine<Void> waitFor(BooleanSupplier predicate) {
    Frame<Void> frame = new Frame<>(AsyncCondition::waitingUntil, this);
    frame.r0 = predicate;
    return frame;
  }

  private static @Nullable Object waitingUntil(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    AsyncCondition condition = Slots.self(self);
    BooleanSupplier predicate = Slots.self(frame.r0);
    if (frame.state != Frame.START) {
      frame.resumed(task);
    }
    while (!predicate.getAsBoolean()) {
      Object result = Frame.await(condition.waitFor(), frame, task);
      if (result == Frame.SUSPENDED) {
        frame.state = WAITING;
        return result;
      }
    }
    return null;
  }

  /**
   * Wakes one of those who wait; it goes on when it has the lock.
   *
   * @throws IllegalStateException if the lock is not held
   */
  public void signal() {
    signal(1);
  }

  /**
   * Wakes some of those who wait, first come first served.
   *
   * @param count how many at most
   * @throws IllegalStateException if the lock is not held
   */
  public void signal(int count) {
    requireHeld("signal");
    line.wake(count);
  }

  /**
   * Wakes all who wait.
   *
   * @throws IllegalStateException if the lock is not held
   */
  public void signalAll() {
    requireHeld("signal");
    line.wakeAll();
  }

  private void requireHeld(String what) {
    if (!isLocked()) {
      throw new IllegalStateException(
          "cannot " + what + " un-acquired lock: " + this + "; acquire() it first");
    }
  }

  @Override
  public String toString() {
    return "<AsyncCondition [" + (isLocked() ? "locked" : "unlocked") + line.text() + "]>";
  }
}
