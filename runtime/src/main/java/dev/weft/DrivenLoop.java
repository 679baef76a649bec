package dev.weft;

import dev.weft.loop.WaitingThread;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * A loop without a thread of its own: somebody else's thread takes its turns, between the other
 * things that it has to do. What {@link EventLoop#on(Executor)} gives.
 *
 * <p>That thread is the loop's also between turns, so that what runs there, as an action listener,
 * may use the loop without ado.
 */
final class DrivenLoop extends EventLoop {
  private final WaitingThread waiting;

  /** Whether a turn is on the stack; a callback may pump the events of its thread itself. */
  private boolean inTurn;

  /** Whether the tasks have been told to end. */
  private boolean ending;

  @SuppressWarnings("this-escape") // To the executor, as the last thing.
  DrivenLoop(Executor driver, LongSupplier nanos) {
    super(nanos::getAsLong, WaitingThread::new);
    this.waiting = (WaitingThread) poller();
    waiting.start(() -> driver.execute(this::turn));
  }

  private void turn() {
    waiting.turnBegins();
    if (inTurn || isClosed()) {
      return; // The turn on the stack looks again when it ends.
    }
    ThreadState here = ThreadState.get();
    EventLoop other = here.running;
    here.running = this;
    drivenBy(here);
    inTurn = true;
    long rest = 0;
    try {
      rest = turns().runDriven();
    } finally {
      inTurn = false;
      here.running = other == null ? this : other;
      goOn(here, rest);
    }
  }

  /** After a turn: the next one at once, or when something is due, or none. */
  private void goOn(ThreadState here, long rest) {
    if (!isClosed() && rest > 0) {
      waiting.waitFor(rest);
    } else if (!isClosed()) {
      requestTurn();
    }
    if (isClosed()) {
      here.running = here.running == this ? null : here.running;
      drivenBy(null);
    }
  }

  private void requestTurn() {
    try {
      waiting.wakeUp();
    } catch (RejectedExecutionException driverIsGone) {
      dispose(); // Nobody will take turns any more: tell of the tasks that this leaves behind.
    }
  }

  /**
   * Has the tasks cancelled and, when they have ended, the loop closed. For any thread; it does not
   * wait for that, since it may be called by the thread that has yet to take the turns.
   */
  @Override
  public void close() {
    offerFromOutside(Handle.internal(this, this::endTasks));
  }

  private void endTasks() {
    if (ending) {
      return;
    }
    ending = true;
    Set<Task<?>> left = allTasks();
    left.forEach(Task::cancel);
    Gather.settled(this, left)
        .addDoneCallback(
            all -> {
              Shutdown.reportFailures(this, left);
              dispose();
            });
  }

  @Override
  public void runForever() {
    throw notByItself("runForever");
  }

  @Override
  public <T> T runUntilComplete(Awaitable<T> awaitable) {
    throw notByItself("runUntilComplete");
  }

  @Override
  public void stop() {
    throw notByItself("stop");
  }

  private IllegalStateException notByItself(String what) {
    return new IllegalStateException(
        what
            + "() of "
            + this
            + ", whose turns another loop takes: use createTask or runCoroutineThreadsafe, and close"
            + " it at the end");
  }
}
