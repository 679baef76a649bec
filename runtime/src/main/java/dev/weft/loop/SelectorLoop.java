package dev.weft.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.ObjLongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The event loop: turns made of waiting, moving due timers, and running what is ready.
 *
 * <p><b>Order.</b> There is one order of ready entries. An entry of another thread takes its place
 * in it when {@link #addFromOutside} takes effect: it comes before every entry that the loop's
 * thread, the poller or a timer adds after that. A thread that adds "hello" and then lets the
 * loop's thread add "world" gets hello, world. Entries of different threads come in the order in
 * which their additions took effect.
 *
 * <p><b>Thread.</b> All methods belong to the thread that runs the loop, but {@link
 * #addFromOutside}, which belongs to all.
 */
public final class SelectorLoop {
  /** The longest wait for a timer (base_events.MAXIMUM_SELECT_TIMEOUT): a day. */
  private static final long MOST_WAIT_NANOS = 24L * 3600 * 1_000_000_000;

  private final Clock clock;
  private final Poller poller;
  private Dispatch dispatch;
  private final ReadyQueue ready = new ReadyQueue();
  private final TimerQueue timers;
  private final EntryQueue outside = new EntryQueue();

  /**
   * Whether the loop's thread waits or is about to; written by it alone. Other threads wake it up
   * only then, so that a busy loop costs them no system call.
   */
  private volatile boolean waiting;

  /** Whether the run is about to end, so that the next poll must not wait. */
  private boolean stopping;

  /** Whether a loop that somebody else drives is between two turns: what is added asks for one. */
  private boolean resting;

  /** A loop without entries; it takes turns only when told to. */
  public SelectorLoop(Clock clock, Poller poller, Dispatch dispatch) {
    this.clock = clock;
    this.poller = poller;
    this.dispatch = dispatch;
    this.timers = new TimerQueue(dispatch);
  }

  /** Changes what is done with entries from the next one on: how debug mode comes in. */
  public void dispatchBy(Dispatch other) {
    dispatch = other;
  }

  /** One turn of the loop: wait until something is due, then run what is due now. */
  public void runOnce() {
    poll();
    moveDueTimersToReady();
    runReady();
  }

  /**
   * A turn of a loop that somebody else drives, whose poller never waits.
   *
   * @return for how long nothing is due, as {@link Poller#poll} takes it
   */
  public long runDriven() {
    resting = false;
    waiting = false;
    try {
      runOnce();
    } finally {
      resting = true;
      waiting = true; // First this, then the look at what others added: one of us sees the other.
    }
    takeOutside();
    return nanosUntilNextEntry();
  }

  /** Adds an entry for the next turn, or for this one while the loop polls. */
  public void addReady(Object entry) {
    takeOutside(); // What other threads added before comes first.
    ready.add(entry);
    if (resting) {
      poller.wakeUp();
    }
  }

  /** Adds an entry that becomes ready in the first turn at or after {@code whenNanos}. */
  public void addTimer(long whenNanos, Object entry) {
    timers.add(whenNanos, entry);
    if (resting) {
      poller.wakeUp();
    }
  }

  /** Tells that a timer was cancelled which has not become ready; see {@link TimerQueue}. */
  public void timerCancelled() {
    timers.cancelled();
  }

  /**
   * Adds an entry from any thread, the loop's own included, and wakes the loop up if it waits.
   *
   * @return false if the loop is closed: the entry is not added and never runs
   */
  public boolean addFromOutside(Object entry) {
    try {
      // If not the first of its batch, the first one's thread sees to the wake-up.
      if (outside.add(entry) && waiting) {
        poller.wakeUp();
      }
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Says whether the run is about to end; while it is, polls do not wait. */
  public void stopping(boolean stopping) {
    this.stopping = stopping;
  }

  /** Puts the entries that are ready into another order; for tests. */
  public void reorderReady(UnaryOperator<List<Object>> order) {
    List<Object> entries = new ArrayList<>();
    Object entry;
    while ((entry = ready.poll()) != null) {
      entries.add(entry);
    }
    order.apply(entries).forEach(ready::add);
  }

  /** The number of entries that are ready, those of other threads included; for tests. */
  int readyCount() {
    takeOutside();
    return ready.size();
  }

  /** The number of entries that are ready, those of other threads left where they are. */
  public int readySize() {
    return ready.size();
  }

  /** The number of timers, those included that are cancelled but not yet removed; for tests. */
  int timerCount() {
    return timers.size();
  }

  /** Shows all timers with their deadlines, cancelled ones included, in no particular order. */
  public void forEachTimer(ObjLongConsumer<Object> visitor) {
    timers.forEach(visitor);
  }

  /** The earliest deadline of a live timer, {@link Long#MAX_VALUE} when there is none. */
  public long nextDeadline() {
    return timers.nextDeadline();
  }

  /** Drops all entries without running them. */
  public void clear() {
    takeOutside();
    ready.clear();
    timers.clear();
  }

  /** Drops all entries, rejects new ones of other threads, closes the poller; once is enough. */
  public void close() {
    outside.close();
    clear();
    poller.close();
  }

  private void poll() {
    takeOutside();
    long timeout = nanosUntilNextEntry();
    if (timeout == 0) {
      poller.poll(0);
    } else {
      waitFor(timeout);
    }
    takeOutside();
  }

  private long nanosUntilNextEntry() {
    // Asked in any case: cancelled timers are dropped in every turn, however busy.
    long deadline = timers.nextDeadline();
    if (stopping || !ready.isEmpty()) {
      return 0;
    }
    if (deadline == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long now = clock.nanos();
    if (deadline <= now) {
      return 0;
    }
    long left = deadline - now; // Negative if it overflows: a clock may start below zero.
    return left < 0 ? MOST_WAIT_NANOS : Math.min(left, MOST_WAIT_NANOS);
  }

  private void waitFor(long timeoutNanos) {
    dispatch.idle();
    waiting = true;
    try {
      // A thread that added before it could see us waiting does not wake us: look once more.
      poller.poll(outside.isEmpty() ? timeoutNanos : 0);
    } finally {
      waiting = false;
    }
  }

  private void moveDueTimersToReady() {
    if (timers.size() == 0) {
      return; // The clock costs more than the rest of a short turn.
    }
    long now = clock.nanos();
    Object entry;
    while ((entry = timers.pollDue(now)) != null) {
      ready.add(entry);
    }
  }

  private void runReady() {
    // Only what is ready now. An entry that adds another waits for the next turn, so one busy task
    // cannot keep the loop from polling for I/O (base_events._run_once).
    for (int n = ready.size(); n > 0; n--) {
      @Nullable Object entry = ready.poll();
      if (entry == null) {
        return; // An entry cleared the loop.
      }
      dispatch.run(entry); // The only place where entries are run.
    }
  }

  private void takeOutside() {
    if (!outside.isEmpty()) {
      outside.drainTo(ready);
    }
  }
}
