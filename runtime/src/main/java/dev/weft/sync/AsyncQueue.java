package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Attempt;
import dev.weft.sync.WaitLine.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * Passes items from tasks to tasks, first in first out: asyncio's Queue (3.13, with shutdown).
 *
 * <pre>{@code
 * static @Async Coroutine<Void> worker(AsyncQueue<String> queue) {
 *   while (true) {
 *     String item = await(queue.get());
 *     await(fetch(item));
 *     queue.taskDone(); // what join() counts
 *   }
 * }
 * }</pre>
 *
 * <p>One put wakes one getter, which takes its item when it runs; if somebody else took it
 * meanwhile the getter queues again, at the end.
 *
 * @param <T> the items
 */
public sealed class AsyncQueue<T> permits AsyncLifoQueue, AsyncPriorityQueue {
  final WaitLine getters = new WaitLine(this);
  private final WaitLine putters = getters.second();
  private final AsyncEvent finished = new AsyncEvent();
  private final Items<T> items;
  private final int maxSize;
  private int unfinished;
  private boolean shutDown;

  /** A queue without a limit. */
  public AsyncQueue() {
    this(0);
  }

  /**
   * A queue.
   *
   * @param maxSize how many items it holds; zero or less for no limit
   */
  public AsyncQueue(int maxSize) {
    this(maxSize, Items.firstInFirstOut());
  }

  AsyncQueue(int maxSize, Items<T> items) {
    this.maxSize = maxSize;
    this.items = items;
    finished.set();
  }

  /**
   * Puts an item, after waiting for room.
   *
   * @param item what to pass
   * @return done when it is in
   * @throws QueueShutDownException when awaited and the queue was shut down
   */
  public Coroutine<Void> put(T item) {
    return new Put<>(this, item);
  }

  private static final class Put<T> extends Attempt<Void> {
    private AsyncQueue<T> queue;
    private T item;

    Put(AsyncQueue<T> queue, T item) {
      this.queue = queue;
      this.item = item;
    }

    @Override
    protected @Nullable Object attempt(Task<?> task, int depth) throws Throwable {
      return queue.putOrWait(item, task);
    }
  }

  /** What awaiting {@link #put} does first. */
  @Nullable Object putOrWait(T item, Task<?> task) throws Throwable {
    if (isFull()) {
      requireNotShutDown("put");
      return putters.waitAtEnd(new Putter<>(this, item, task), task);
    }
    putNowait(item);
    return null;
  }

  private static final class Putter<T> extends Waiter {
    private final AsyncQueue<T> queue;
    private final T item;

    Putter(AsyncQueue<T> queue, T item, Task<?> task) {
      super(task);
      this.queue = queue;
      this.item = item;
    }

    @Override
    public Object owner() {
      return queue;
    }

    @Override
    public @Nullable Object goOn(@Nullable Throwable failure, Task<?> task) throws Throwable {
      queue.putters.leave(this);
      if (failure != null) {
        passOn(queue.putters, queue.isFull());
        throw failure;
      }
      return queue.putOrWait(item, task);
    }
  }

  /**
   * Puts an item if there is room.
   *
   * @param item what to pass
   * @throws QueueFullException if there is none
   * @throws QueueShutDownException if the queue was shut down
   */
  public void putNowait(T item) {
    requireNotShutDown("put");
    if (isFull()) {
      throw new QueueFullException(
          "putNowait() on " + this + ", which is full: await put() to wait for room");
    }
    items.add(item);
    unfinished++;
    finished.clear();
    getters.wakeNext();
  }

  /**
   * Takes an item, after waiting for one.
   *
   * @return the item
   * @throws QueueShutDownException when awaited and the queue is empty and was shut down
   */
  public Coroutine<T> get() {
    return new Get<>(this);
  }

  private static final class Get<T> extends Attempt<T> {
    private AsyncQueue<T> queue;

    Get(AsyncQueue<T> queue) {
      this.queue = queue;
    }

    @Override
    protected @Nullable Object attempt(Task<?> task, int depth) throws Throwable {
      return queue.getOrWait(task);
    }
  }

  /** What awaiting {@link #get} does first. */
  @Nullable Object getOrWait(Task<?> task) throws Throwable {
    if (isEmpty()) {
      requireNotShutDown("get");
      return getters.waitAtEnd(new Getter<>(this, task), task);
    }
    return getNowait();
  }

  private static final class Getter<T> extends Waiter {
    private final AsyncQueue<T> queue;

    Getter(AsyncQueue<T> queue, Task<?> task) {
      super(task);
      this.queue = queue;
    }

    @Override
    public Object owner() {
      return queue;
    }

    @Override
    public @Nullable Object goOn(@Nullable Throwable failure, Task<?> task) throws Throwable {
      queue.getters.leave(this);
      if (failure != null) {
        passOn(queue.getters, queue.isEmpty());
        throw failure;
      }
      return queue.getOrWait(task);
    }
  }

  /**
   * Takes an item if there is one.
   *
   * @return the item
   * @throws QueueEmptyException if there is none
   * @throws QueueShutDownException if there is none and the queue was shut down
   */
  public T getNowait() {
    if (isEmpty()) {
      requireNotShutDown("get");
      throw new QueueEmptyException(
          "getNowait() on " + this + ", which is empty: await get() to wait for an item");
    }
    T item = items.take();
    putters.wakeNext();
    return item;
  }

  private void requireNotShutDown(String what) {
    if (shutDown) {
      throw new QueueShutDownException(what + "() on " + this + ", which was shut down");
    }
  }

  /**
   * Says that the work on an item that was taken is done.
   *
   * @throws IllegalStateException if that was said for every item already
   */
  public void taskDone() {
    if (unfinished <= 0) {
      throw new IllegalStateException(
          "taskDone() called too many times: all items of "
              + this
              + " are done; call it once for each item taken");
    }
    unfinished--;
    if (unfinished == 0) {
      finished.set();
    }
  }

  /**
   * Waits until every item that was put is done.
   *
   * @return done at once if nothing is unfinished
   */
  public Coroutine<Void> join() {
    return finished.waitUntilSet();
  }

  /** Lets nobody put any more; what is in can still be taken. */
  public void shutdown() {
    shutdown(false);
  }

  /**
   * Lets nobody put any more.
   *
   * @param immediate whether what is in is dropped, and counted as done
   */
  public void shutdown(boolean immediate) {
    shutDown = true;
    if (immediate) {
      while (!isEmpty()) {
        items.take();
        if (unfinished > 0) {
          unfinished--;
        }
      }
      if (unfinished == 0) {
        finished.set();
      }
    }
    getters.wakeAll(); // They look again and find out.
    putters.wakeAll();
  }

  /**
   * How many items are in.
   *
   * @return the number of items
   */
  public final int size() {
    return items.size();
  }

  /**
   * Whether there is no item.
   *
   * @return whether a get would wait
   */
  public final boolean isEmpty() {
    return items.size() == 0;
  }

  /**
   * Whether there is no room.
   *
   * @return whether a put would wait; never without a limit
   */
  public final boolean isFull() {
    return maxSize > 0 && size() >= maxSize;
  }

  /**
   * The limit.
   *
   * @return the number given at construction; zero or less for none
   */
  public final int maxSize() {
    return maxSize;
  }

  /**
   * How many items were put and are not done.
   *
   * @return what {@link #join} waits for to be 0
   */
  public final int unfinishedTasks() {
    return unfinished;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("<").append(getClass().getSimpleName());
    text.append(" maxSize=").append(maxSize);
    if (!isEmpty()) {
      text.append(" items=").append(items);
    }
    if (getters.size() > 0) {
      text.append(" getters:").append(getters.size());
    }
    if (putters.size() > 0) {
      text.append(" putters:").append(putters.size());
    }
    if (unfinished > 0) {
      text.append(" unfinished=").append(unfinished);
    }
    if (finished.waiting() > 0) {
      text.append(" joiners:").append(finished.waiting());
    }
    return text.append(shutDown ? " shutdown>" : ">").toString();
  }
}
