package dev.weft;

import java.util.Iterator;

/**
 * One iteration over an {@link AsyncIterable}.
 *
 * @param <T> the elements
 */
public interface AsyncIterator<T> extends Iterator<T> {
  /**
   * Goes to the next element.
   *
   * @return whether there is one; then {@link #next} gives it
   */
  Coroutine<Boolean> advance();

  /**
   * The element that {@link #advance} went to.
   *
   * @return the element
   */
  @Override
  T next();

  /**
   * Not for async iterators: whether there is a next element has to be awaited.
   *
   * @throws IllegalStateException always
   */
  @Override
  default boolean hasNext() {
    throw new IllegalStateException(
        this
            + " is an async iterator: iterate over it with a for loop in @Async code compiled with"
            + " weft-processor, or await advance() before each next()");
  }
}
