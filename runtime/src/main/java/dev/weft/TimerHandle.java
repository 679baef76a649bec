package dev.weft;

import org.jspecify.annotations.Nullable;

/** A callback scheduled for a time: what {@link EventLoop#callLater} gives. */
public final class TimerHandle extends Handle implements Timed {
  private final long when;

  TimerHandle(EventLoop loop, long when, Runnable callback, @Nullable Context context) {
    super(loop, callback, context);
    this.when = when;
  }

  /**
   * The deadline.
   *
   * @return nanoseconds on the clock of {@link EventLoop#time}
   */
  public long when() {
    return when;
  }

  @Override
  public void cancel() {
    if (!isCancelled()) {
      super.cancel();
      loop().timerCancelled();
    }
  }

  @Override
  public boolean isDead() {
    return isCancelled();
  }

  @Override
  String details() {
    return " when=" + when;
  }
}
