package dev.weft;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A deadline for a block of code.
 *
 * <pre>
 *   enter--> ACTIVE --leave--> FINISHED
 *              |
 *          time is up
 *              v
 *          EXPIRING --leave--> EXPIRED
 * </pre>
 *
 * <p>In EXPIRING the task has been asked to cancel but still runs its finally blocks; only leaving
 * the block in that state turns the cancellation into a timeout (timeouts.Timeout).
 */
final class TimeoutScope implements Timeout, Runnable {
  private enum State {
    ACTIVE,
    EXPIRING,
    EXPIRED,
    FINISHED
  }

  private static final long NEVER = Long.MAX_VALUE;

  private final EventLoop loop;
  private final Task<?> task;

  /** How many cancellations the task had when the block was entered: those are not ours. */
  private final int cancellingBefore;

  private State state = State.ACTIVE;
  private long when;
  private @Nullable Handle timer;

  private TimeoutScope(Task<?> task, long when) {
    this.loop = task.loop();
    this.task = task;
    this.cancellingBefore = task.cancelling();
    this.when = when;
  }

  /** Enters a block; null means no deadline. */
  static TimeoutScope enter(Task<?> task, @Nullable Duration delay) {
    if (delay == null) {
      return new TimeoutScope(task, NEVER);
    }
    long now = task.loop().time(); // Asked once: that takes as long as much of the rest.
    return enter(task, Durations.later(now, delay), now);
  }

  /** Enters a block with a deadline on the loop's clock. */
  static TimeoutScope enterAt(Task<?> task, long when) {
    return enter(task, when, task.loop().time());
  }

  private static TimeoutScope enter(Task<?> task, long when, long now) {
    TimeoutScope scope = new TimeoutScope(task, when);
    scope.schedule(now);
    return scope;
  }

  @Override
  public @Nullable Duration when() {
    return when == NEVER ? null : Duration.ofNanos(when);
  }

  @Override
  public boolean expired() {
    return state == State.EXPIRING || state == State.EXPIRED;
  }

  @Override
  public void reschedule(@Nullable Duration fromNow) {
    if (state != State.ACTIVE) {
      throw new IllegalStateException("Cannot change state of " + name() + " Timeout: " + this);
    }
    long now = loop.time();
    when = fromNow == null ? NEVER : Durations.later(now, fromNow);
    cancelTimer();
    schedule(now);
  }

  private void schedule(long now) {
    if (when == NEVER) {
      return;
    }
    // Like asyncio: entering does not check the deadline; one that has passed expires at the first
    // suspension.
    timer = when <= now ? loop.soon(this) : loop.timer(when, this);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** The time is up. */
  @Override
  public void run() {
    timer = null;
    state = State.EXPIRING;
    task.cancel();
  }

  /**
   * Leaves the block.
   *
   * @param failure what the block ends with, or null
   * @return what comes out of it instead: a TimeoutException for our own cancellation
   */
  @Nullable Throwable leave(@Nullable Throwable failure) {
    cancelTimer();
    if (state != State.EXPIRING) {
      state = State.FINISHED;
      return failure;
    }
    state = State.EXPIRED;
    boolean onlyOurs = task.uncancel() <= cancellingBefore;
    return onlyOurs && failure instanceof CancelledError cancelled ? timedOut(cancelled) : failure;
  }

  /** asyncio's {@code raise TimeoutError from cancelled}. */
  static TimeoutException timedOut(CancelledError cancelled) {
    TimeoutException timedOut = new TimeoutException();
    timedOut.setStackTrace(cancelled.getStackTrace()); // It was the timeout that interrupted there.
    timedOut.initCause(cancelled);
    return timedOut;
  }

  private String name() {
    return state.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    String deadline = state == State.ACTIVE ? " when=" + when() : "";
    return "<Timeout [" + name() + "]" + deadline + ">";
  }
}
