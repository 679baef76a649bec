package dev.weft.sync;

import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import dev.weft.compiled.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for something, first come first served: the one waiting primitive of this package.
 *
 * <pre>
 *   join --> PENDING --wake--> WOKEN ------.
 *               |                          +--leave--> gone
 *               '-----cancel--> CANCELLED -'
 * </pre>
 *
 * <p>Like asyncio's deques of futures, a waiter stays in the line until its task has run and left:
 * one that was woken or cancelled in this turn still counts as a waiter. Linked through the
 * waiters, so that leaving is O(1) however long the line.
 */
final class WaitLine {
  /** One who waits, and what becomes of that: each has to {@link #leave}, however it ends. */
  abstract static class Waiter extends Waiting {
    private @Nullable Waiter before;
    private @Nullable Waiter after;

    Waiter(Task<?> task) {
      super(task.loop());
    }

    /** Whether it was woken, and not cancelled before that. */
    final boolean isWoken() {
      return isDone() && !isCancelled();
    }

    /**
     * It was woken perhaps, but does not take the turn: the next in line shall, if there is one.
     */
    final void passOn(WaitLine line, boolean blocked) {
      if (!blocked && isWoken()) {
        line.wakeNext();
      }
    }
  }

  /** One who only waits. */
  static final class Onlooker extends Waiter {
    private final WaitLine line;

    Onlooker(WaitLine line, Task<?> task) {
      super(task);
      this.line = line;
    }

    @Override
    public Object owner() {
      return line.home.owner;
    }

    @Override
    public @Nullable Object goOn(@Nullable Throwable failure, Task<?> task) throws Throwable {
      line.leave(this);
      if (failure != null) {
        throw failure;
      }
      return null;
    }
  }

  /** What the lines of one owner share. */
  private static final class Home {
    final Object owner;

    /** The loop of the first who waited; no other may. */
    @Nullable EventLoop loop;

    Home(Object owner) {
      this.owner = owner;
    }

    /** Like asyncio: only waiting binds to a loop, so an object may be made before any runs. */
    void bind(EventLoop running) {
      if (loop == null) {
        loop = running;
      } else if (loop != running) {
        throw new IllegalStateException(owner + " is bound to a different event loop: " + loop);
      }
    }
  }

  private final Home home;
  private @Nullable Waiter first;
  private @Nullable Waiter last;

  /** All before it are done; null when all are. Saves walking over the woken again and again. */
  private @Nullable Waiter firstPending;

  private int size;

  /** A line of those who wait for {@code owner}, which is named in messages. */
  WaitLine(Object owner) {
    this(new Home(owner));
  }

  private WaitLine(Home home) {
    this.home = home;
  }

  /** Another line of the same owner: who waits in one binds both to the loop. */
  WaitLine second() {
    return new WaitLine(home);
  }

  /** Waits at the end of the line; what is awaited gives what this gives. */
  @Nullable Object waitAtEnd(Waiter waiter, Task<?> task) throws Throwable {
    join(waiter);
    return Frame.await(waiter, task, 0);
  }

  private void join(Waiter waiter) {
    home.bind(waiter.loop());
    waiter.before = last;
    if (last == null) {
      first = waiter;
    } else {
      last.after = waiter;
    }
    last = waiter;
    if (firstPending == null) {
      firstPending = waiter;
    }
    size++;
  }

  void leave(Waiter waiter) {
    if (waiter == firstPending) {
      firstPending = waiter.after;
    }
    if (waiter.before == null) {
      first = waiter.after;
    } else {
      waiter.before.after = waiter.after;
    }
    if (waiter.after == null) {
      last = waiter.before;
    } else {
      waiter.after.before = waiter.before;
    }
    waiter.before = null;
    waiter.after = null;
    size--;
  }

  /**
   * Wakes the first in line, unless it is done already: then it passes the turn on when it runs.
   */
  void wakeHead() {
    if (first != null && !first.isDone()) {
      wake(first);
    }
  }

  /** Wakes the first who is not done. Says whether there was one. */
  boolean wakeNext() {
    Waiter waiter = firstPending;
    while (waiter != null && waiter.isDone()) {
      waiter = waiter.after;
    }
    firstPending = waiter;
    if (waiter == null) {
      return false;
    }
    wake(waiter);
    return true;
  }

  /** Wakes as many as that, or all there are. */
  void wake(int count) {
    for (int i = 0; i < count && wakeNext(); i++) {}
  }

  void wakeAll() {
    wake(Integer.MAX_VALUE);
  }

  private void wake(Waiter waiter) {
    if (waiter == firstPending) {
      firstPending = waiter.after;
    }
    waiter.setResult(null);
  }

  /** Whether anybody is in line who was not cancelled; one who was woken but did not run counts. */
  boolean hasLiveWaiters() {
    for (Waiter waiter = first; waiter != null; waiter = waiter.after) {
      if (!waiter.isCancelled()) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return size;
  }

  /** The end of an owner's text: empty, or how many wait. */
  String text() {
    return size == 0 ? "" : ", waiters:" + size;
  }
}
