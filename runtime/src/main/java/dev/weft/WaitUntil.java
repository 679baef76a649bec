package dev.weft;

import dev.weft.compiled.Frame;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#waitUntil}: waits for some of several futures, touching none (tasks._wait). */
final class WaitUntil<T> implements Listener {
  private final Set<Future<T>> futures;
  private final ReturnWhen when;
  private final @Nullable Duration timeout;
  private int unfinished;
  private @Nullable Future<Void> enough;
  private @Nullable Handle timer;

  private WaitUntil(Set<Future<T>> futures, ReturnWhen when, @Nullable Duration timeout) {
    this.futures = futures;
    this.when = when;
    this.timeout = timeout;
    this.unfinished = futures.size();
  }

  static <T> Coroutine<Waited<T>> of(
      Collection<? extends Future<T>> all, ReturnWhen when, @Nullable Duration timeout) {
    Set<Future<T>> futures = new LinkedHashSet<>(all);
    if (futures.isEmpty()) {
      throw new IllegalArgumentException("Set of Tasks/Futures is empty.");
    }
    return new Frame<>(WaitUntil::body, new WaitUntil<>(futures, when, timeout));
  }

  private static @Nullable Object body(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    WaitUntil<?> wait = Unchecked.cast(self);
    if (frame.state == Frame.START) {
      frame.state = 1;
      return Frame.await(wait.start(task.loop()), frame, task);
    }
    try {
      frame.resumed(task);
    } finally {
      wait.stop();
    }
    return wait.found();
  }

  private Future<Void> start(EventLoop loop) {
    Future<Void> reached = loop.createFuture();
    enough = reached;
    if (timeout != null) {
      timer = loop.timer(loop.deadlineIn(timeout), this::release);
    }
    for (Future<T> future : futures) {
      future.addWaiter(this);
    }
    return reached;
  }

  @Override
  public void onDone(Future<?> future) {
    unfinished--;
    if (unfinished <= 0
        || when == ReturnWhen.FIRST_COMPLETED
        || (when == ReturnWhen.FIRST_EXCEPTION && future.peekFailure() != null)) {
      cancelTimer();
      release();
    }
  }

  @Override
  public @Nullable Future<?> behind() {
    return enough;
  }

  private void release() {
    if (enough != null && !enough.isDone()) {
      enough.complete(null);
    }
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
    }
  }

  private void stop() {
    cancelTimer();
    for (Future<T> future : futures) {
      future.removeWaiter(this);
    }
  }

  @Override
  public String toString() {
    return "waitUntil, " + unfinished + " of " + futures.size() + " pending";
  }

  private Waited<T> found() {
    Set<Future<T>> done = new LinkedHashSet<>();
    Set<Future<T>> pending = new LinkedHashSet<>();
    for (Future<T> future : futures) {
      (future.isDone() ? done : pending).add(future);
    }
    return new Waited<>(done, pending);
  }
}
