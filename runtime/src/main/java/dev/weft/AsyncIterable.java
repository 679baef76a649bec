package dev.weft;

/**
 * Elements that are awaited one by one: inside async code {@code for (T x : iterable)} awaits
 * between elements.
 *
 * @param <T> the elements
 */
public interface AsyncIterable<T> extends Iterable<T> {
  /**
   * Starts an iteration.
   *
   * @return stands before the first element
   */
  @Override
  AsyncIterator<T> iterator();
}
