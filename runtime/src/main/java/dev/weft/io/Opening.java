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

  /**
   * Opens when awaited.
   *
   * @param open called by another thread
   * @param unwanted closes what arrives too late, on the loop
   */
  Opening(Callable<T> open, Consumer<T> unwanted) {
    this.open = open;
    this.unwanted = unwanted;
  }

  @Override
  @Nullable Object step(int number, @Nullable Object value) {
    return number == 0 ? arrival() : value;
  }

  private Future<T> arrival() {
    Future<T> arrival = loop.createFuture();
    loop.runInExecutor(null, open).addDoneCallback(opened -> arrive(opened, arrival));
    return arrival;
  }

  private void arrive(Future<T> opened, Future<T> arrival) {
    Throwable failure = opened.isCancelled() ? null : opened.exception();
    if (!arrival.isDone()) {
      if (failure == null) {
        arrival.setResult(opened.result());
      } else {
        arrival.setException(failure);
      }
    } else if (failure == null) {
      unwanted.accept(opened.result());
    }
  }
}
