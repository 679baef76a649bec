package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;
import org.jspecify.annotations.Nullable;

/**
 * A point that a number of tasks pass together, again and again: asyncio's Barrier.
 *
 * <pre>
 *   FILLING --the last party arrives--> DRAINING --the last party leaves--> FILLING
 *      |--reset with tasks inside--> RESETTING --the last party leaves--> FILLING
 *      '--abort--> BROKEN --reset--> RESETTING or FILLING
 * </pre>
 */
public final class AsyncBarrier {
  private enum State {
    FILLING,
    DRAINING,
    RESETTING,
    BROKEN
  }

  private static final short ENTERING = 1;
  private static final short BLOCKED = 2;
  private static final short INSIDE = 3;

  /** Signalled whenever the state changes; its lock guards all that follows. */
  private final AsyncCondition changed = new AsyncCondition();

  private final int parties;
  private State state = State.FILLING;
  private int inside;

  /**
   * A barrier.
   *
   * @param parties how many tasks pass together, at least one
   */
  public AsyncBarrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("parties must be > 0, but is " + parties);
    }
    this.parties = parties;
  }

  /**
   * Arrives and waits for the others.
   *
   * @return the arrival's index, from 0 to parties - 1
   */
  public Coroutine<Integer> arrive() {
    return new Frame<>(AsyncBarrier::arriving, this);
  }

  /** Slots: r0 the permit of the lock, n0 the index. */
  private static @Nullable Object arriving(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    AsyncBarrier barrier = Slots.self(self);
    Object result = null;
    if (frame.state == Frame.START) {
      result = Frame.await(barrier.changed.acquire(), frame, task);
      if (result == Frame.SUSPENDED) {
        frame.state = ENTERING;
        return result;
      }
    } else if (frame.state == ENTERING) {
      frame.resumed(task);
    }
    boolean suspended = false;
    try {
      result = barrier.pass(frame, task);
      suspended = result == Frame.SUSPENDED;
      return result;
    } finally {
      if (!suspended) {
        barrier.changed.release();
      }
    }
  }

  private @Nullable Object pass(Frame<?> frame, Task<?> task) throws Throwable {
    if (frame.state == BLOCKED) {
      frame.resumed(task);
    } else if (frame.state != INSIDE) {
      Object result = Frame.await(changed.waitFor(this::canBeEntered), frame, task);
      if (result == Frame.SUSPENDED) {
        frame.state = BLOCKED;
        return result;
      }
    }
    if (frame.state != INSIDE) {
      if (state == State.BROKEN) {
        throw broken("Barrier aborted; reset() makes it usable again");
      }
      frame.n0 = inside++;
    }
    boolean suspended = false;
    try {
      Object result = waitInside(frame, task);
      suspended = result == Frame.SUSPENDED;
      return result;
    } finally {
      if (!suspended) {
        leave();
      }
    }
  }

  /** Waits for the other parties, or lets all of them go if this is the last. */
  private @Nullable Object waitInside(Frame<?> frame, Task<?> task) throws Throwable {
    int index = (int) frame.n0;
    if (frame.state == INSIDE) {
      frame.resumed(task);
    } else if (index + 1 == parties) {
      state = State.DRAINING;
      changed.signalAll();
      return index;
    } else {
      Object result = Frame.await(changed.waitFor(() -> state != State.FILLING), frame, task);
      if (result == Frame.SUSPENDED) {
        frame.state = INSIDE;
        return result;
      }
    }
    if (state == State.BROKEN) {
      throw broken("Barrier aborted while this waited; reset() makes it usable again");
    }
    if (state == State.RESETTING) {
      throw broken("Barrier reset while this waited; arrive() again");
    }
    return index;
  }

  private BrokenBarrierException broken(String why) {
    return new BrokenBarrierException("arrive() at " + this + ": " + why);
  }

  private boolean canBeEntered() {
    return state != State.DRAINING && state != State.RESETTING;
  }

  private void leave() {
    inside--;
    if (inside == 0) {
      if (state == State.RESETTING || state == State.DRAINING) {
        state = State.FILLING;
      }
      changed.signalAll();
    }
  }

  /**
   * Empties the barrier: those inside get a BrokenBarrierException. A broken one works again.
   *
   * @return done when that has happened
   */
  public Coroutine<Void> reset() {
    return locked(
        () -> {
          if (inside == 0) {
            state = State.FILLING;
          } else {
            state = State.RESETTING;
          }
        });
  }

  /**
   * Breaks the barrier: those inside and those who arrive get a BrokenBarrierException.
   *
   * @return done when that has happened
   */
  public Coroutine<Void> abort() {
    return locked(() -> state = State.BROKEN);
  }

  /** Changes the state under the lock and tells everybody. */
  private Coroutine<Void> locked(Runnable change) {
    return new Frame<>(
        (self, frame, task) -> {
          if (frame.state == Frame.START) {
            Object result = Frame.await(changed.acquire(), frame, task);
            if (result == Frame.SUSPENDED) {
              frame.state = ENTERING;
              return result;
            }
          } else {
            frame.resumed(task);
          }
          change.run();
          changed.signalAll();
          changed.release();
          return null;
        },
        null);
  }

  /**
   * How many tasks pass together.
   *
   * @return the number given at construction
   */
  public int parties() {
    return parties;
  }

  /**
   * How many tasks wait for the others.
   *
   * @return 0 unless the barrier is filling
   */
  public int waiting() {
    return state == State.FILLING ? inside : 0;
  }

  /**
   * Whether it was aborted.
   *
   * @return true until it is reset
   */
  public boolean isBroken() {
    return state == State.BROKEN;
  }

  @Override
  public String toString() {
    String name = state.name().toLowerCase(Locale.ROOT);
    return "<AsyncBarrier ["
        + name
        + (isBroken() ? "" : ", waiters:" + waiting() + "/" + parties)
        + "]>";
  }
}
