package dev.weft;

import dev.weft.compiled.AsyncFor;
import dev.weft.compiled.Frame;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An iteration whose elements are made of those of another, one at a time: what {@code map} and
 * {@code filter} give. Closing it closes the other.
 *
 * @param <S> the elements of the source
 * @param <T> the elements
 */
abstract class DerivedIterator<S, T> implements AsyncIterator<T>, AsyncCloseable {
  /** Given by {@link #finish} for an element of the source that gives none. */
  static final Object SKIP = new Object();

  private static final short PULLING = 1;
  private static final short MAKING = 2;

  private final AsyncIterator<S> source;
  private @Nullable Object element = SKIP;

  DerivedIterator(AsyncIterator<S> source) {
    this.source = source;
  }

  /** What has to be awaited to make the element, or null. */
  @Nullable Coroutine<?> start(S from) {
    return null;
  }

  /**
   * The element.
   *
   * @param awaited what {@link #start} led to
   */
  abstract @Nullable Object finish(S from, @Nullable Object awaited);

  @Override
  public Coroutine<Boolean> advance() {
    return new Frame<>(DerivedIterator::advanced, this);
  }

  private static @Nullable Object advanced(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    return Unchecked.<DerivedIterator<?, ?>>cast(self).advanced(frame, task);
  }

  private @Nullable Object advanced(Frame<?> frame, Task<?> task) throws Throwable {
    element = SKIP; // One that was not taken is gone.
    boolean making = frame.state == MAKING;
    Object given = frame.state == Frame.START ? pull(frame, task) : frame.resumed(task);
    while (true) {
      if (!making) {
        if (!Boolean.TRUE.equals(given)) {
          return given; // Suspended, or at the end.
        }
        S from = source.next();
        frame.r0 = from;
        Coroutine<?> start = start(from);
        frame.state = MAKING;
        given = start == null ? null : Frame.await(start, frame, task);
        if (given == Frame.SUSPENDED) {
          return given;
        }
      }
      making = false;
      element = finish(Unchecked.<S>cast(frame.r0), given);
      if (element != SKIP) {
        return true;
      }
      given = pull(frame, task);
    }
  }

  private @Nullable Object pull(Frame<?> frame, Task<?> task) throws Throwable {
    frame.state = PULLING;
    return Frame.await(source.advance(), frame, task);
  }

  @Override
  public T next() {
    if (element == SKIP) {
      throw new NoSuchElementException("await advance() before each next() of " + this);
    }
    Object taken = element;
    element = SKIP;
    return Unchecked.cast(taken);
  }

  @Override
  public Coroutine<Void> closeAsync() {
    return AsyncFor.close(source);
  }
}
