package dev.weft;

import dev.weft.compiled.AsyncFor;
import dev.weft.compiled.Frame;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A publisher of what an async iterable gives: {@link AsyncIterable#toPublisher}. */
final class IterablePublisher<T> implements Flow.Publisher<T> {
  private final AsyncIterable<T> all;
  private final EventLoop loop;

  IterablePublisher(AsyncIterable<T> all, EventLoop loop) {
    this.all = all;
    this.loop = loop;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscribe(null)");
    Iteration<T> iteration = new Iteration<>(all, loop, subscriber);
    if (!loop.offerFromOutside(Handle.internal(loop, iteration::start))) {
      subscriber.onSubscribe(iteration);
      subscriber.onError(EventLoop.closedException());
    }
  }

  /**
   * One subscription: a coroutine that goes on while elements are requested. Requests come from any
   * thread and become entries of the loop; all state belongs to the loop's thread.
   */
  private static final class Iteration<T> implements Flow.Subscription {
    private static final short WAITING = 1;
    private static final short PULLING = 2;
    private static final short CLOSING = 3;

    private final AsyncIterable<T> all;
    private final EventLoop loop;

    /** Null when no more signals may come, so that it can be collected. */
    private Flow.@Nullable Subscriber<? super T> subscriber;

    private @Nullable AsyncIterator<T> iterator;
    private @Nullable Task<Void> task;
    private long requested;

    /** Completed by the next request; null when nobody waits. */
    private @Nullable Future<Void> request;

    Iteration(AsyncIterable<T> all, EventLoop loop, Flow.Subscriber<? super T> subscriber) {
      this.all = all;
      this.loop = loop;
      this.subscriber = subscriber;
    }

    void start() {
      Flow.Subscriber<? super T> to = subscriber;
      if (to != null) {
        to.onSubscribe(this);
        task = loop.createTask(new Frame<Void>(Iteration::run, this));
      }
    }

    @Override
    public void request(long count) {
      loop.offerFromOutside(Handle.internal(loop, () -> requested(count)));
    }

    @Override
    public void cancel() {
      loop.offerFromOutside(Handle.internal(loop, this::cancelled));
    }

    private void requested(long count) {
      if (count <= 0) {
        end(
            new IllegalArgumentException(
                "request(" + count + "): a subscriber must request at least one (rule 3.9)"));
        stop();
        return;
      }
      requested = Durations.saturatedAdd(requested, count);
      Future<Void> waiting = request;
      if (waiting != null && !waiting.isDone()) {
        waiting.complete(null);
      }
    }

    private void cancelled() {
      subscriber = null;
      stop();
    }

    private void stop() {
      Task<Void> running = task;
      if (running != null) {
        running.cancel();
      }
    }

    /** The last signal; none follows. */
    private void end(@Nullable Throwable failure) {
      Flow.Subscriber<? super T> to = subscriber;
      subscriber = null;
      if (to == null) {
        return;
      }
      if (failure == null) {
        to.onComplete();
      } else {
        to.onError(failure);
      }
    }

    private static @Nullable Object run(@Nullable Object self, Frame<?> frame, Task<?> task)
        throws Throwable {
      Iteration<?> iteration = Unchecked.cast(self);
      if (frame.state == CLOSING) {
        frame.resumed(task);
        return iteration.endWith(Unchecked.<Throwable>cast(frame.r0), task);
      }
      try {
        if (iteration.iterate(frame, task) == Frame.SUSPENDED) {
          return Frame.SUSPENDED;
        }
      } catch (Throwable failure) {
        return iteration.leave(failure, frame, task);
      }
      iteration.end(null);
      return null;
    }

    private @Nullable Object iterate(Frame<?> frame, Task<?> running) throws Throwable {
      AsyncIterator<T> from = iterator;
      if (from == null) {
        from = all.iterator();
        iterator = from;
      }
      boolean pulled = frame.state == PULLING;
      Object given = frame.state == Frame.START ? null : frame.resumed(running);
      while (true) {
        if (pulled) {
          if (!Boolean.TRUE.equals(given)) {
            return given;
          }
          requested--;
          give(from.next());
        }
        while (requested == 0) {
          frame.state = WAITING;
          Future<Void> next = loop.createFuture();
          request = next;
          if (Frame.await(next, frame, running) == Frame.SUSPENDED) {
            return Frame.SUSPENDED;
          }
        }
        frame.state = PULLING;
        given = Frame.await(from.advance(), frame, running);
        pulled = true;
      }
    }

    private void give(T element) {
      Flow.Subscriber<? super T> to = subscriber;
      if (to == null) {
        return;
      }
      Objects.requireNonNull(
          element, "publishers cannot give null"); // Not its failure: it is told.
      try {
        to.onNext(element);
      } catch (Throwable failure) {
        subscriber = null; // Rule 2.13: who throws has cancelled; and should hear no more.
        throw failure;
      }
    }

    /** Cancelled, or failed: whichever, the iteration is closed before the failure is told. */
    private @Nullable Object leave(Throwable failure, Frame<?> frame, Task<?> running)
        throws Throwable {
      frame.r0 = failure;
      frame.state = CLOSING;
      AsyncIterator<T> from = iterator;
      if (from != null
          && Frame.await(AsyncFor.close(from, failure), frame, running) == Frame.SUSPENDED) {
        return Frame.SUSPENDED;
      }
      return endWith(failure, running);
    }

    /** What the subscriber cannot be told is the failure of the task. */
    private @Nullable Object endWith(Throwable failure, Task<?> running) throws Throwable {
      if (subscriber == null && !(failure instanceof CancelledError)) {
        throw failure;
      }
      Frame.caught(failure, running); // The subscriber may look at it.
      end(failure);
      return null;
    }
  }
}
