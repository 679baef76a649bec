package dev.weft.io;

import dev.weft.EventLoop;
import dev.weft.Future;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a thread of the default executor opens or does. A thread cannot be cancelled: if whoever
 * awaits this is, what the thread opens is closed when it arrives.
 *
 * @param <T> what is opened
 */
final class Opening<T> extends Steps<T> {
  private final EventLoop loop = EventLoop.running();
  private final Callable<T> open;
  private final Consumer<T> unwanted;
  private final Consumer<Future<T>> settled;

  /** What the task waits for; null until it does. */
  private @Nullable Future<T> arrival;

  /**
   * Opens when awaited.
   *
   * @param open called by another thread
   * @param unwanted closes what arrives too late, on the loop
   */
  Opening(Callable<T> open, Consumer<T> unwanted) {
    this(open, unwanted, opened -> {});
  }

  /**
   * Opens when awaited.
   *
   * @param settled told on the loop when the thread is done, also if nobody waits any more
   */
  Opening(Callable<T> open, Consumer<T> unwanted, Consumer<Future<T>> settled) {
    this.open = open;
    this.unwanted = unwanted;
    this.settled = settled;
  }

  @Override
  @Nullable Object step(int number, @Nullable Object value) {
    if (number > 0) {
      return value;
    }
    Future<T> awaited = loop.createFuture();
    arrival = awaited;
    loop.runInExecutor(null, open).addDoneCallback(opened -> arrive(opened, awaited));
    return awaited;
  }

  /** The task may be cancelled between the arrival and its own next step. */
  @Override
  Object failed(Throwable failure) throws Throwable {
    boolean arrived = arrival != null && arrival.isDone() && !arrival.isCancelled();
    if (arrived && arrival.exception() == null) {
      unwanted.accept(arrival.result());
    }
    throw failure;
  }

  private void arrive(Future<T> opened, Future<T> awaited) {
    settled.accept(opened);
    Throwable failure = opened.isCancelled() ? null : opened.exception();
    if (!awaited.isDone()) {
      if (failure == null) {
        awaited.setResult(opened.result());
      } else {
        awaited.setException(failure);
      }
    } else if (failure == null) {
      unwanted.accept(opened.result());
    }
  }
}
