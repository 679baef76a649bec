package dev.weft.loop;

import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a loop that somebody else drives: in a thread of its own, since the thread that takes
 * the turns has other things to do.
 *
 * <pre>
 *   turn ends: waitFor --> this thread selects --> I/O, time is up --.
 *                                other threads: wakeUp --------------+--> requestTurn, once
 *   turn begins: turnBegins, poll gives what the selector found <----'
 * </pre>
 *
 * <p>It selects only when the last turn asked it to, for a key that is ready stays so until a turn
 * has dealt with it.
 */
public final class WaitingThread implements Poller {
  private final Consumer<Object> ready;
  private final SelectorPoller selecting = new SelectorPoller(this::found);

  /** Guards what follows: the thread of the turns, this one and any other meet here. */
  private final Object lock = new Object();

  /** What the selector found and no turn has taken yet; a set, as it may find a key twice. */
  private final Set<Object> found = new LinkedHashSet<>();

  /** Whether a turn was requested that has not begun. */
  private boolean turnRequested;

  /** How long to wait, as the last turn said; null once this thread does so. */
  private @Nullable Long timeoutNanos;

  /** Whether this thread is at the selector, which lets in one at a time. */
  private boolean selectingNow;

  /** Whether a turn ended this wait: it sees to what comes next, and nobody need request one. */
  private boolean endedByTurn;

  private boolean closed;

  /** Has a turn taken soon; null until {@link #start}. */
  private @Nullable Runnable requestTurn;

  /** Waits for nothing yet; gives I/O entries to {@code ready}, in the thread of the turns. */
  public WaitingThread(Consumer<Object> ready) {
    this.ready = ready;
    selecting.selector(); // Opened before two threads can ask for it.
  }

  /**
   * Has the first turn taken.
   *
   * @param taker has a turn taken soon; called from any thread, never twice for one turn
   */
  public void start(Runnable taker) {
    requestTurn = taker;
    wakeUp();
    Thread thread = new Thread(this::run, "weft-waiting");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Selector selector() {
    return selecting.selector();
  }

  @Override
  public void lookSoon() {
    synchronized (lock) {
      if (!selectingNow) {
        selecting.lookSoon();
      }
    }
  }

  /**
   * A turn begins. It ends the wait, if there is one: it looks itself, may register channels that
   * the wait would not see, and says at its end for how long to wait next.
   */
  public void turnBegins() {
    synchronized (lock) {
      turnRequested = false;
      if (!selectingNow) {
        return; // To wake it would end the wait that begins after this turn, and so each turn's.
      }
      endedByTurn = true;
    }
    selecting.wakeUp();
  }

  /**
   * Gives what was found while no turn was running, and looks itself if nobody does: a loop that is
   * busy never asks its thread to wait. Waits for nothing.
   */
  @Override
  public void poll(long ignored) {
    synchronized (lock) {
      if (!selectingNow) {
        selecting.poll(0);
      }
      found.forEach(ready);
      found.clear();
    }
  }

  /** A turn has ended, and nothing is due for that long: waits, then has the next one taken. */
  public void waitFor(long nanos) {
    synchronized (lock) {
      if (!turnRequested) { // That turn will know better.
        timeoutNanos = nanos;
        lock.notifyAll();
      }
    }
  }

  /** Has a turn taken, unless one was requested already. */
  @Override
  public void wakeUp() {
    Runnable request = requestTurn;
    synchronized (lock) {
      if (turnRequested || closed || request == null) {
        return;
      }
      turnRequested = true;
      timeoutNanos = null;
    }
    try {
      request.run();
    } catch (Throwable refused) {
      turnBegins(); // There will be none.
      throw refused;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    selecting.close();
  }

  private void found(Object entry) {
    synchronized (lock) {
      found.add(entry);
    }
  }

  private void run() {
    try {
      Long nanos;
      while ((nanos = nextTimeout()) != null) {
        selecting.poll(nanos);
        if (isTurnWanted()) {
          wakeUp();
        }
      }
    } catch (ClosedSelectorException closedWhileWaiting) {
      // The loop was closed.
    } catch (RejectedExecutionException driverIsGone) {
      // Nobody takes turns any more.
    }
  }

  /** How long to wait, once a turn has said so; null when closed. */
  private @Nullable Long nextTimeout() {
    synchronized (lock) {
      while (timeoutNanos == null && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          // Nobody has business with this thread: go on.
        }
      }
      Long nanos = closed ? null : timeoutNanos;
      timeoutNanos = null;
      selectingNow = nanos != null;
      return nanos;
    }
  }

  /** Whether the wait ended because the time is up, or something was found that no turn took. */
  private boolean isTurnWanted() {
    synchronized (lock) {
      selectingNow = false;
      boolean ended = endedByTurn;
      endedByTurn = false;
      return !ended || !found.isEmpty();
    }
  }
}
