package dev.weft.loop;

import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What runs later: a heap on the deadline, first in first out at equal deadlines.
 *
 * <p>Four children a node, in parallel arrays: the deadlines of siblings share a cache line, and a
 * timer costs no object of its own. asyncio leaves the order of equal deadlines open; we do not.
 *
 * <p>A cancelled timer stays where it is until it reaches the head, or until the dead are the
 * majority of a large queue; then all of them go at once (base_events._run_once).
 */
public final class TimerQueue {
  /** Not worth cleaning up to this size (base_events._MIN_SCHEDULED_TIMER_HANDLES). */
  private static final int CLEANED_ABOVE = 100;

  private static final int INITIAL_CAPACITY = 64;

  /** Up to this many slots are kept for ever: 20 KiB are not worth growing again every turn. */
  private static final int KEPT_CAPACITY = 1024;

  private final Dispatch dispatch;

  /** The heap, parallel in index: the deadline, the order of addition, the entry (null: free). */
  private long[] whens = new long[INITIAL_CAPACITY];

  private long[] orders = new long[INITIAL_CAPACITY];
  private @Nullable Object[] entries = new @Nullable Object[INITIAL_CAPACITY];

  private int size;
  private long nextOrder;

  /** How many of the entries are cancelled, as told by {@link #cancelled}. */
  private int dead;

  /** A queue that asks {@code dispatch} which of its entries are cancelled. */
  public TimerQueue(Dispatch dispatch) {
    this.dispatch = dispatch;
  }

  /** Adds an entry that is due at {@code whenNanos}. */
  public void add(long whenNanos, Object entry) {
    if (size == entries.length) {
      resize(size + (size >> 1));
    }
    siftUp(size++, whenNanos, nextOrder++, entry);
  }

  /**
   * Tells that one more of the entries in this queue is cancelled: it will not be handed out.
   *
   * <p>That holds only if this is called for each of them. Called for an entry that {@link
   * #pollDue} has handed out already it does no harm, for the caller cannot know: a count that is
   * too high costs an early clean-up, nothing else.
   */
  public void cancelled() {
    dead++;
  }

  /** The earliest deadline of a live entry, {@link Long#MAX_VALUE} when there is none. */
  public long nextDeadline() {
    if (dead > 0) {
      dropDead();
    }
    return size == 0 ? Long.MAX_VALUE : whens[0];
  }

  /** Takes the earliest live entry if its deadline is not after {@code nowNanos}, else null. */
  public @Nullable Object pollDue(long nowNanos) {
    while (size > 0 && whens[0] <= nowNanos) {
      Object entry = removeHead();
      if (dead == 0 || !dispatch.isCancelled(entry)) {
        return entry;
      }
      dead--;
    }
    return null;
  }

  /** Shows all entries with their deadlines, cancelled ones included, in no particular order. */
  public void forEach(ObjLongConsumer<Object> visitor) {
    for (int i = 0; i < size; i++) {
      visitor.accept(at(i), whens[i]);
    }
  }

  /** The number of entries, cancelled ones included. */
  public int size() {
    return size;
  }

  /** Drops all entries. */
  public void clear() {
    size = 0;
    dead = 0;
    allocate(INITIAL_CAPACITY);
  }

  /** The number of slots, for tests. */
  int capacity() {
    return entries.length;
  }

  private void dropDead() {
    // Like asyncio: all at once when they are the majority, else only those in the way.
    if (size > CLEANED_ABOVE && dead > size / 2) {
      rebuildWithoutDead();
      return;
    }
    while (dead > 0 && size > 0 && dispatch.isCancelled(at(0))) {
      removeHead();
      dead--;
    }
    if (size == 0) {
      dead = 0; // Forget what was counted too much, see cancelled().
    }
  }

  private void rebuildWithoutDead() {
    int live = 0;
    for (int i = 0; i < size; i++) {
      Object entry = at(i);
      if (!dispatch.isCancelled(entry)) {
        put(live++, whens[i], orders[i], entry);
      }
    }
    Arrays.fill(entries, live, size, null);
    size = live;
    dead = 0;
    if (isTooLarge()) {
      resize(Math.max(size * 2, KEPT_CAPACITY));
    }
    for (int i = parent(size - 1); i >= 0; i--) {
      siftDown(i, whens[i], orders[i], at(i));
    }
  }

  private Object removeHead() {
    Object head = at(0);
    int last = --size;
    Object moved = at(last);
    entries[last] = null;
    if (last > 0) {
      siftDown(0, whens[last], orders[last], moved);
    }
    if (isTooLarge()) {
      resize(Math.max(entries.length / 2, KEPT_CAPACITY));
    }
    return head;
  }

  private void siftUp(int start, long when, long order, Object entry) {
    int index = start;
    while (index > 0) {
      int parent = parent(index);
      // The newcomer has the highest order: at an equal deadline it stays below.
      if (whens[parent] <= when) {
        break;
      }
      put(index, whens[parent], orders[parent], at(parent));
      index = parent;
    }
    put(index, when, order, entry);
  }

  private void siftDown(int start, long when, long order, Object entry) {
    int index = start;
    int child;
    while ((child = firstChild(index)) < size) {
      int least = child;
      int end = Math.min(child + 4, size);
      for (int i = child + 1; i < end; i++) {
        if (isBefore(whens[i], orders[i], least)) {
          least = i;
        }
      }
      if (isBefore(when, order, least)) {
        break;
      }
      put(index, whens[least], orders[least], at(least));
      index = least;
    }
    put(index, when, order, entry);
  }

  private boolean isBefore(long when, long order, int index) {
    return when < whens[index] || (when == whens[index] && order < orders[index]);
  }

  private static int parent(int index) {
    return (index - 1) >> 2;
  }

  private static int firstChild(int index) {
    return (index << 2) + 1;
  }

  private void put(int index, long when, long order, Object entry) {
    whens[index] = when;
    orders[index] = order;
    entries[index] = entry;
  }

  /** The entry at an index below {@link #size}. */
  @SuppressWarnings("NullAway") // Slots below size are filled.
  private Object at(int index) {
    return entries[index];
  }

  /** A quarter, not a half: between growing and shrinking there must be many additions. */
  private boolean isTooLarge() {
    return size < entries.length / 4 && entries.length > KEPT_CAPACITY;
  }

  private void resize(int capacity) {
    whens = Arrays.copyOf(whens, capacity);
    orders = Arrays.copyOf(orders, capacity);
    entries = Arrays.copyOf(entries, capacity);
  }

  private void allocate(int capacity) {
    whens = new long[capacity];
    orders = new long[capacity];
    entries = new @Nullable Object[capacity];
  }
}
