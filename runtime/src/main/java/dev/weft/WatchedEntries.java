package dev.weft;

import dev.weft.loop.Dispatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The watchdog's decorator: says since when which entry has been running. */
final class WatchedEntries implements Dispatch {
  private static final long IDLE = Long.MIN_VALUE;

  private final EventLoop loop;
  private final Dispatch inner;

  /**
   * When the running entry began, in real time, or {@link #IDLE}. Written lazily: that costs no
   * barrier, and the watchdog may see it a moment late.
   */
  private final AtomicLong began = new AtomicLong(IDLE);

  /** What is running; written before {@link #began}, so who reads that first sees the right one. */
  private @Nullable Object entry;

  /** The watchdog's own: the beginning of the last stall it told of. */
  private long reported = IDLE;

  WatchedEntries(EventLoop loop, Dispatch inner) {
    this.loop = loop;
    this.inner = inner;
  }

  @Override
  public void run(Object ready) {
    Object next = Children.takeTask(ready);
    entry = next;
    began.lazySet(System.nanoTime());
    try {
      inner.run(next);
    } finally {
      began.lazySet(IDLE);
      entry = null;
    }
  }

  @Override
  public boolean isCancelled(Object timer) {
    return inner.isCancelled(timer);
  }

  @Override
  public void idle() {
    inner.idle();
  }

  EventLoop loop() {
    return loop;
  }

  /** Tells of the running entry if it has held the loop for too long: in the watchdog's thread. */
  void look() {
    long start = began.get();
    Object running = entry;
    long nanos = System.nanoTime() - start;
    if (start == IDLE
        || start == reported
        || running == null
        || nanos < Durations.nanos(loop.slowCallbackDuration())) {
      return;
    }
    Thread thread = loop.threadOrNull();
    StackTraceElement[] stack = thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    if (began.get() == start && stack.length > 0) { // Else it has just ended; next time.
      reported = start;
      Stalls.report(running, nanos, stack);
    }
  }
}
