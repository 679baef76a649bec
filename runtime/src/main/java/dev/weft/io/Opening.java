package dev.weft.io;

import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Outcome;
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
  private final Consumer<Outcome<T>> settled;

  /** What the task waits for; null until it does. */
  private @Nullable Future<T> arrival;

  /**
   * Opens when awaited.
   *
   * @param open called by another thread
   * @param unwanted closes what arrives too late
   */
  Opening(Callable<T> open, Consumer<T> unwanted) {
    this(open, unwanted, opened -> {});
  }

  /**
   * Opens when awaited.
   *
   * @param settled told on the loop when the thread is done, also if nobody waits any more
   */
  Opening(Callable<T> open, Consumer<T> unwanted, Consumer<Outcome<T>> settled) {
    this.open = open;
    this.unwanted = unwanted;
    this.settled = settled;
  }

  @Override
  @Nullable Object step(int number, @Nullable Object value) {
    if (number > 0) {
      return value;
    }
    loop.runInExecutor(null, this::inThread);
    Future<T> awaited = loop.createFuture();
    arrival = awaited;
    return awaited;
  }

  /**
   * Not through the job's own future, which tells in a later turn: at the end of a run there may be
   * none, and what was opened would be lost.
   */
  private boolean inThread() {
    Outcome<T> outcome;
    try {
      outcome = new Outcome.Success<>(open.call());
    } catch (Throwable failure) {
      outcome = new Outcome.Failure<>(failure);
    }
    Outcome<T> arrived = outcome;
    try {
      loop.callSoonThreadsafe(() -> arrive(arrived));
    } catch (IllegalStateException loopIsClosed) {
      discard(arrived);
    }
    return true;
  }

  private void arrive(Outcome<T> outcome) {
    settled.accept(outcome);
    Future<T> awaited = Steps.cast(arrival);
    if (awaited.isDone()) {
      discard(outcome);
    } else if (outcome instanceof Outcome.Failure<T> failed) {
      awaited.setException(failed.error());
    } else {
      awaited.setResult(outcome.get());
    }
  }

  private void discard(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Success<T> opened) {
      unwanted.accept(opened.value());
    }
  }

  @Override
  Object failed(Throwable failure) throws Throwable {
    if (arrival == null) {
      settled.accept(new Outcome.Failure<>(failure)); // There was no thread to be had.
    } else if (arrival.isDone() && !arrival.isCancelled() && arrival.exception() == null) {
      unwanted.accept(arrival.result()); // Cancelled between the arrival and the task's next step.
    }
    throw failure;
  }
}
