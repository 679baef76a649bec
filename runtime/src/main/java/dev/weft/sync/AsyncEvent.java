package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks can wait for: asyncio's Event.
 *
 * <pre>{@code
 * AsyncEvent ready = new AsyncEvent();
 * EventLoop.running().callLater(ofSeconds(1), ready::set);
 * await(ready.waitUntilSet());
 * }</pre>
 */
public final class AsyncEvent {
  final WaitLine line = new WaitLine(this);
  private boolean set;

  /** An event that is not set. */
  public AsyncEvent() {}

  /**
   * Whether it is set.
   *
   * @return whether waiting passes at once
   */
  public boolean isSet() {
    return set;
  }

  /** Sets it and wakes all who wait. */
  public void set() {
    if (!set) {
      set = true;
      line.wakeAll();
    }
  }

  /** Takes it back; those who were woken stay woken. */
  public void clear() {
    set = false;
  }

  /**
   * Waits until it is set.
   *
   * @return done at once if it is
   */
  public Coroutine<Void> waitUntilSet() {
    return new WaitUntilSet(this);
  }

  private static final class WaitUntilSet extends Attempt<Void> {
    private AsyncEvent event;

    WaitUntilSet(AsyncEvent event) {
      this.event = event;
    }

    @Override
    protected @Nullable Object attempt(Task<?> task, int depth) throws Throwable {
      return event.passOrWait(task);
    }
  }

  /** What awaiting {@link #waitUntilSet} does first. */
  @Nullable Object passOrWait(Task<?> task) throws Throwable {
    return set ? null : line.waitAtEnd(new WaitLine.Onlooker(line, task), task);
  }

  /** How many wait. */
  int waiting() {
    return line.size();
  }

  @Override
  public String toString() {
    return "<AsyncEvent [" + (set ? "set" : "unset") + line.text() + "]>";
  }
}
