package dev.weft.sync;

import java.util.Comparator;

/**
 * A queue whose smallest item comes out first: asyncio's PriorityQueue.
 *
 * @param <T> the items
 */
public final class AsyncPriorityQueue<T> extends AsyncQueue<T> {
  /** A queue without a limit, in natural order. */
  public AsyncPriorityQueue() {
    this(0);
  }

  /**
   * A queue in natural order.
   *
   * @param maxSize how many items it holds; zero or less for no limit
   */
  public AsyncPriorityQueue(int maxSize) {
    this(maxSize, naturalOrder());
  }

  /**
   * A queue without a limit.
   *
   * @param order says what is smaller
   */
  public AsyncPriorityQueue(Comparator<? super T> order) {
    this(0, order);
  }

  /**
   * A queue.
   *
   * @param maxSize how many items it holds; zero or less for no limit
   * @param order says what is smaller
   */
  public AsyncPriorityQueue(int maxSize, Comparator<? super T> order) {
    super(maxSize, Items.smallestFirst(order));
  }

  /** Items that cannot be compared fail when the second of them is put, as in Python. */
  @SuppressWarnings("unchecked")
  private static <T> Comparator<T> naturalOrder() {
    return (Comparator<T>) Comparator.naturalOrder();
  }
}
