package dev.weft.testing;

import dev.weft.loop.Clock;
import dev.weft.loop.Poller;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The clock of a {@link VirtualTimeLoop}, which moves by waiting. */
final class VirtualTime implements Clock, Poller {
  /** How long a job in another thread is waited for before time goes on without it. */
  private static final long MOST_REAL_NANOS = 1_000_000_000L;

  /** How long a foreign stage is waited for when nothing else can happen. */
  private static final long MOST_STAGE_NANOS = 10_000_000_000L;

  private final Semaphore wakeUps = new Semaphore(0);
  private long now;
  private long polls;
  private VirtualTimeLoop.@Nullable OutsideWork outside;

  void serve(VirtualTimeLoop.OutsideWork work) {
    outside = work;
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void poll(long timeoutNanos) {
    polls++;
    VirtualTimeLoop.OutsideWork work = outside;
    if (work != null) {
      work.turnBegins();
    }
    if (timeoutNanos == 0 || work == null || wakeUps.drainPermits() > 0) {
      return;
    }
    if (work.jobsRun() && wokenWithin(MOST_REAL_NANOS)) {
      return;
    }
    if (timeoutNanos != Long.MAX_VALUE) {
      now += timeoutNanos;
    } else if (!work.isWaitedFor()) {
      wakeUps.acquireUninterruptibly();
    } else if ((!work.stagesPend() && !work.jobsRun()) || !wokenWithin(MOST_STAGE_NANOS)) {
      throw work.deadlock();
    }
  }

  private boolean wokenWithin(long realNanos) {
    try {
      return wakeUps.tryAcquire(realNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  long polls() {
    return polls;
  }

  @Override
  public void wakeUp() {
    wakeUps.release();
  }

  @Override
  public void close() {}
}
