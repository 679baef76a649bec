package dev.weft;

import dev.weft.loop.Poller;
import dev.weft.loop.SelectorLoop;
import org.jspecify.annotations.Nullable;

/** The runs of a loop: a thread takes turn after turn until it is told to stop. */
final class LoopRun {
  private final EventLoop loop;
  private final SelectorLoop turns;
  private final Poller poller;
  private final Observers observers;

  /** The thread that runs the loop now; null when none does. */
  private @Nullable ThreadState thread;

  private boolean stopping;

  /** What {@link #untilComplete} waits for, so that an interrupt of the thread can cancel it. */
  private @Nullable Future<?> main;

  private boolean interrupted;

  LoopRun(EventLoop loop, SelectorLoop turns, Poller poller, Observers observers) {
    this.loop = loop;
    this.turns = turns;
    this.poller = poller;
    this.observers = observers;
  }

  /** See {@link EventLoop#runUntilComplete}. */
  <T> T untilComplete(Awaitable<T> awaitable) {
    requireNotRunning();
    Future<T> future = loop.ensureFuture(awaitable);
    boolean ownTask = future != awaitable;
    Listener stopper = this::stopAtEndOf;
    future.addWaiter(stopper);
    Future<?> outer = main;
    main = future;
    try {
      loop.runForever();
    } catch (Throwable failure) {
      if (ownTask && future.peekFailure() != null) {
        future.exception(); // It comes out of here; nobody else need be told.
      }
      throw failure;
    } finally {
      main = outer;
      future.removeWaiter(stopper);
    }
    if (!future.isDone()) {
      throw new IllegalStateException("Event loop stopped before Future completed.");
    }
    if (future.isFinished()) {
      return future.result();
    }
    throw Sneaky.rethrow(loop.traces().rethrownByCaller(future.failure()));
  }

  private void stopAtEndOf(Future<?> future) {
    Throwable failure = future.peekFailure();
    if (failure != null) {
      future.failure(); // Whoever runs the loop gets it.
    }
    if (failure == null || !Fatal.is(failure)) {
      stop(); // A fatal failure has left the loop already.
    }
  }

  /** See {@link EventLoop#runForever}. */
  void untilStopped() {
    requireNotRunning();
    ThreadState here = ThreadState.get();
    thread = here;
    here.running = loop;
    interrupted = false;
    loop.recordIfAsked();
    observers.runBegins();
    try {
      do {
        turns.runOnce();
        if (poller.takeInterrupt()) {
          interrupted();
        }
      } while (!stopping);
    } finally {
      setStopping(false);
      observers.runEnds();
      thread = null;
      here.running = null;
      if (interrupted) {
        Thread.currentThread().interrupt(); // Whoever ran the loop decides what it means.
      }
    }
  }

  /** The thread was interrupted: what runs is cancelled; a loop that runs for ever stops. */
  private void interrupted() {
    boolean again = interrupted;
    interrupted = true;
    Future<?> running = main;
    if (running == null || again || !running.cancel("the thread of the loop was interrupted")) {
      stop();
    }
  }

  void stop() {
    setStopping(true);
  }

  private void setStopping(boolean stops) {
    stopping = stops;
    turns.stopping(stops);
  }

  /** Makes a thread the one that runs the loop, whose turns it takes itself; null for none. */
  void drivenBy(@Nullable ThreadState state) {
    if (state == null) {
      observers.runEnds();
    } else if (thread == null) {
      observers.runBegins();
    }
    thread = state;
  }

  boolean isRunning() {
    return thread != null;
  }

  /** Whether it runs until something is done. */
  boolean isUntilComplete() {
    return main != null;
  }

  /** The thread that runs the loop; only for code that runs in it. */
  ThreadState thread() {
    ThreadState here = thread;
    return here == null ? ThreadState.get() : here;
  }

  /** Whether another thread than that one runs the loop now. */
  boolean isByAnother(ThreadState state) {
    return thread != null && thread != state;
  }

  /** The thread that runs the loop, or null; any thread may ask, and may be told a moment late. */
  @Nullable Thread threadOrNull() {
    ThreadState here = thread;
    return here == null ? null : here.thread;
  }

  private void requireNotRunning() {
    if (thread != null) {
      throw new IllegalStateException("This event loop is already running: " + loop);
    }
    EventLoop other = EventLoop.runningOrNull();
    if (other != null) {
      throw new IllegalStateException(
          "Cannot run the event loop while another loop is running: " + other);
    }
  }
}
