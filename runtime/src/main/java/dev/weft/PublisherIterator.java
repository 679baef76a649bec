package dev.weft;

import dev.weft.compiled.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * An iteration over a publisher: {@link AsyncIterable#from}.
 *
 * <p>The publisher signals in whatever thread; each signal becomes an entry of the loop, so that
 * all state belongs to the loop's thread.
 */
final class PublisherIterator<T> implements AsyncIterator<T>, AsyncCloseable {
  /** How many elements are asked for at a time: the next when half of them are taken. */
  private static final int BATCH = 16;

  private final Flow.Publisher<? extends T> publisher;
  private final Deque<Object> arrived = new ArrayDeque<>();

  /** How many elements were requested and have not been taken. */
  private int outstanding;

  private boolean subscribed;
  private Flow.@Nullable Subscription subscription;

  /** No signal will come any more, or none is wanted. */
  private boolean ended;

  private @Nullable Throwable failure;

  /** Completed by the next signal; null when nobody waits. */
  private @Nullable Future<Void> signal;

  private @Nullable Object current;

  PublisherIterator(Flow.Publisher<? extends T> publisher) {
    this.publisher = publisher;
  }

  @Override
  public Coroutine<Boolean> advance() {
    return new Frame<>(PublisherIterator::advanced, this);
  }

  private static @Nullable Object advanced(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    PublisherIterator<?> all = Unchecked.cast(self);
    if (frame.state != Frame.START) {
      all.signal = null;
      frame.resumed(task);
    } else if (all.signal != null) {
      throw new IllegalStateException("advance() of " + all + ", which another task awaits");
    }
    all.subscribe(task.loop());
    all.current = all.arrived.poll();
    if (all.current != null) {
      all.outstanding--;
      all.requestMore();
      return true;
    } else if (all.ended) {
      Throwable thrown = all.failure;
      all.failure = null;
      if (thrown != null) {
        throw thrown;
      }
      return false;
    }
    frame.state = 1;
    Future<Void> next = task.loop().createFuture();
    all.signal = next;
    return Frame.await(next, frame, task);
  }

  private void subscribe(EventLoop loop) {
    if (!subscribed && !ended) {
      subscribed = true;
      publisher.subscribe(new Signals<>(loop, this));
    }
  }

  private void requestMore() {
    Flow.Subscription to = subscription;
    if (to != null && !ended && outstanding <= BATCH / 2) {
      int more = BATCH - outstanding;
      outstanding += more;
      to.request(more);
    }
  }

  private void signalled() {
    Future<Void> waiting = signal;
    if (waiting != null && !waiting.isDone()) {
      waiting.complete(null);
    }
  }

  @Override
  public T next() {
    Object taken = current;
    if (taken == null) {
      throw new NoSuchElementException("await advance() before each next() of " + this);
    }
    current = null;
    return Unchecked.cast(taken);
  }

  @Override
  public Coroutine<Void> closeAsync() {
    return new Frame<>(PublisherIterator::closed, this);
  }

  private static @Nullable Object closed(@Nullable Object self, Frame<?> frame, Task<?> task) {
    PublisherIterator<?> all = Unchecked.cast(self);
    all.cancel();
    return null;
  }

  private void cancel() {
    boolean wasOpen = !ended;
    ended = true;
    arrived.clear();
    Flow.Subscription open = subscription;
    if (wasOpen && open != null) {
      open.cancel();
    }
    subscription = null;
    signalled();
  }

  @Override
  public String toString() {
    String state = ended ? "ended" : subscribed ? "subscribed" : "not subscribed";
    return "<PublisherIterator " + state + " arrived=" + arrived.size() + ">";
  }

  /** What the publisher is given. It knows nothing but where to pass signals on to. */
  private record Signals<T>(EventLoop loop, PublisherIterator<?> to) implements Flow.Subscriber<T> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      Objects.requireNonNull(subscription, "onSubscribe(null)");
      if (!pass(
          () -> {
            if (to.ended || to.subscription != null) {
              subscription.cancel();
            } else {
              to.subscription = subscription;
              to.requestMore();
            }
          })) {
        subscription.cancel();
      }
    }

    @Override
    public void onNext(T element) {
      Objects.requireNonNull(element, "onNext(null)");
      pass(
          () -> {
            if (!to.ended) {
              to.arrived.add(element);
              to.signalled();
            }
          });
    }

    @Override
    public void onError(Throwable error) {
      Objects.requireNonNull(error, "onError(null)");
      pass(() -> end(error));
    }

    @Override
    public void onComplete() {
      pass(() -> end(null));
    }

    private void end(@Nullable Throwable error) {
      if (!to.ended) {
        to.ended = true;
        to.failure = error;
        to.subscription = null;
        to.signalled();
      }
    }

    /** False when the loop is closed: nobody iterates any more. */
    private boolean pass(Runnable action) {
      return loop.offerFromOutside(Handle.internal(loop, action));
    }
  }
}
