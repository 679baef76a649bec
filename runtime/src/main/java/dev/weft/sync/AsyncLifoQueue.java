package dev.weft.sync;

/**
 * A queue whose last item comes out first: asyncio's LifoQueue.
 *
 * @param <T> the items
 */
public final class AsyncLifoQueue<T> extends AsyncQueue<T> {
  /** A queue without a limit. */
  public AsyncLifoQueue() {
    this(0);
  }

  /**
   * A queue.
   *
   * @param maxSize how many items it holds; zero or less for no limit
   */
  public AsyncLifoQueue(int maxSize) {
    super(maxSize, Items.lastInFirstOut());
  }
}
