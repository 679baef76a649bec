package dev.weft;

import dev.weft.compiled.Frame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#asCompleted}: futures in the order in which they are done. An iteration may be
 * left and taken up again: there is one, as in asyncio (tasks._AsCompletedIterator).
 */
final class AsCompleted<T> implements AsyncIterator<Future<T>>, Listener {
  private final EventLoop loop;
  private final Set<Future<T>> unfinished = new LinkedHashSet<>();
  private final Deque<Future<T>> arrived = new ArrayDeque<>();

  /** Those who wait for an arrival, first come first served. */
  private final Deque<Future<Void>> waiting = new ArrayDeque<>();

  private int left;
  private boolean timedOut;
  private @Nullable Handle timer;
  private @Nullable Future<T> current;

  /** The only iteration there is, however often it is asked for. */
  static <T> AsyncIterable<Future<T>> of(
      EventLoop loop,
      Collection<? extends Awaitable<? extends T>> all,
      @Nullable Duration timeout) {
    AsCompleted<T> iteration = new AsCompleted<>(loop, all, timeout);
    return () -> iteration;
  }

  private AsCompleted(
      EventLoop loop,
      Collection<? extends Awaitable<? extends T>> all,
      @Nullable Duration timeout) {
    this.loop = loop;
    for (Awaitable<? extends T> each : new LinkedHashSet<>(all)) {
      unfinished.add(Unchecked.cast(loop.ensureFuture(each)));
    }
    left = unfinished.size();
    unfinished.forEach(future -> future.addWaiter(this));
    if (left > 0 && timeout != null) {
      timer = loop.timer(loop.deadlineIn(timeout), this::timeIsUp);
    }
  }

  @Override
  public Coroutine<Boolean> advance() {
    return new Frame<>(AsCompleted::advanced, this);
  }

  private static @Nullable Object advanced(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    AsCompleted<?> all = Unchecked.cast(self);
    if (frame.state == Frame.START) {
      if (all.left == 0) {
        return false;
      }
      all.left--;
    } else {
      Future<Void> waiter = Unchecked.cast(frame.r0);
      try {
        frame.resumed(task);
      } catch (CancelledError cancelled) {
        all.gaveUp(waiter);
        throw cancelled;
      }
    }
    if (all.takeArrived()) {
      return true;
    }
    frame.state = 1;
    frame.r0 = all.newWaiter();
    return Frame.await(Unchecked.<Future<?>>cast(frame.r0), frame, task);
  }

  private Future<Void> newWaiter() {
    Future<Void> waiter = loop.createFuture();
    waiting.add(waiter);
    return waiter;
  }

  /** Passes a wake-up on that came together with the cancellation. */
  private void gaveUp(Future<Void> waiter) {
    waiting.remove(waiter);
    if (waiter.isFinished()) {
      wakeOne();
    }
  }

  private boolean takeArrived() throws TimeoutException {
    Future<T> next = arrived.poll();
    if (next == null && timedOut) {
      throw new TimeoutException();
    }
    current = next;
    return next != null;
  }

  @Override
  public Future<T> next() {
    Future<T> given = current;
    if (given == null) {
      throw new NoSuchElementException("await advance() before each next() of " + this);
    }
    current = null;
    return given;
  }

  @Override
  public void onDone(Future<?> future) {
    if (timedOut) {
      return;
    }
    Future<T> done = Unchecked.cast(future);
    unfinished.remove(done);
    arrived.add(done);
    wakeOne();
    if (unfinished.isEmpty() && timer != null) {
      timer.cancel();
    }
  }

  @Override
  public @Nullable Future<?> behind() {
    return waiting.peek();
  }

  private void timeIsUp() {
    timedOut = true;
    for (Future<T> future : unfinished) {
      future.removeWaiter(this);
      wakeOne();
    }
    unfinished.clear();
  }

  private void wakeOne() {
    Future<Void> waiter;
    while ((waiter = waiting.poll()) != null) {
      if (!waiter.isDone()) {
        waiter.complete(null);
        return;
      }
    }
  }

  @Override
  public String toString() {
    return "<AsCompleted left=" + left + " arrived=" + arrived.size() + ">";
  }
}
