package dev.weft.benchmarks.once;

import dev.weft.benchmarks.limit.Ring;
import dev.weft.benchmarks.limit.Step;
import dev.weft.benchmarks.limit.Timers;
import dev.weft.benchmarks.limit.Timers.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** State machines by hand on a ring. */
final class Limit implements Peer {
  private final Ring ring = new Ring();
  private final Timers timers = new Timers();
  private int ended;

  @Override
  public void onFutures(int tasks, Runnable parked) {
    park(tasks, () -> new OnCell(1), parked);
  }

  @Override
  public void deepOnFutures(int tasks, Runnable parked) {
    park(tasks, () -> new OnCell(10), parked);
  }

  @Override
  public void onSleeps(int tasks, Runnable parked) {
    park(tasks, () -> new Sleeper(TimeUnit.HOURS.toNanos(1)), parked);
  }

  private void park(int count, Supplier<Parked> body, Runnable parked) {
    ended = 0;
    Parked[] tasks = new Parked[count];
    for (int i = 0; i < count; i++) {
      tasks[i] = body.get();
      ring.add(tasks[i]);
    }
    ring.run();
    parked.run();
    for (Parked task : tasks) {
      task.cancel();
    }
    ring.run();
    if (ended != count) {
      throw new AssertionError(ended + " ended");
    }
  }

  private abstract static class Parked implements Step {
    abstract void cancel();
  }

  /** A future by hand: a value and one who waits. */
  private static final class Cell {
    private @Nullable Step waiter;
    private @Nullable Object value;
  }

  private static final class Frame {
    private final @Nullable Frame caller;
    private final int state;

    Frame(@Nullable Frame caller, int state) {
      this.caller = caller;
      this.state = state;
    }
  }

  private final class OnCell extends Parked {
    private final int depth;
    private final Cell cell = new Cell();
    private @Nullable Frame innermost;
    private boolean cancelled;

    OnCell(int depth) {
      this.depth = depth;
    }

    @Override
    public void step() {
      if (cancelled || cell.value != null) {
        int unwound = 0;
        for (Frame frame = innermost; frame != null; frame = frame.caller) {
          unwound += frame.state;
        }
        ended += unwound / depth;
      } else {
        for (int level = 0; level < depth; level++) {
          innermost = new Frame(innermost, 1);
        }
        cell.waiter = this;
      }
    }

    @Override
    void cancel() {
      cancelled = true;
      if (cell.waiter != null) {
        ring.add(cell.waiter);
        cell.waiter = null;
      }
    }
  }

  private final class Sleeper extends Parked {
    private final long nanos;
    private @Nullable Timer timer;

    Sleeper(long nanos) {
      this.nanos = nanos;
    }

    @Override
    public void step() {
      if (timer == null) {
        timer = timers.add(System.nanoTime() + nanos, this);
      } else {
        ended++;
      }
    }

    @Override
    void cancel() {
      if (timer != null) {
        timers.cancel(timer);
        ring.add(this);
      }
    }
  }

  @Override
  public void sleep(int[] millis) {
    ended = 0;
    for (int each : millis) {
      ring.add(new Sleeper(TimeUnit.MILLISECONDS.toNanos(each)));
    }
    ring.run();
    while (ended < millis.length) {
      long now = System.nanoTime();
      if (timers.nextDeadline() > now) {
        LockSupport.parkNanos(timers.nextDeadline() - now);
      }
      timers.expire(System.nanoTime(), ring);
      ring.run();
    }
  }
}
