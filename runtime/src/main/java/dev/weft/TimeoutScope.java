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
final class TimeoutScope implements Timeout {
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
    return enterAt(task, delay == null ? NEVER : task.loop().deadlineIn(delay));
  }

  /** Enters a block with a deadline on the loop's clock. */
  static TimeoutScope enterAt(Task<?> task, long when) {
    TimeoutScope scope = new TimeoutScope(task, when);
    scope.schedule();
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
    when = fromNow == null ? NEVER : loop.deadlineIn(fromNow);
    cancelTimer();
    schedule();
  }

  private void schedule() {
    if (when == NEVER) {
      return;
    }
    // Like asyncio: entering does not check the deadline; one that has passed expires at the first
    // suspension.
    timer = when <= loop.time() ? loop.soon(this::timeIsUp) : loop.timer(when, this::timeIsUp);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void timeIsUp() {
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
