package dev.weft.benchmarks.limit;

import org.jspecify.annotations.Nullable;

/** A bounded queue between one step that puts and one that takes, without a future in sight. */
public final class Mailbox {
  /** What {@link #take} gives when there is nothing. */
  public static final int EMPTY = Integer.MIN_VALUE;

  private final Ring ring;
  private final int[] items;
  private int head;
  private int size;
  private @Nullable Step taker;
  private @Nullable Step putter;

  /** An empty box; {@code capacity} is a power of two. */
  public Mailbox(Ring ring, int capacity) {
    this.ring = ring;
    this.items = new int[capacity];
  }

  /** Puts an item and wakes who waits for it; false if it is full, then {@code step} runs later. */
  public boolean put(int item, Step step) {
    if (size == items.length) {
      putter = step;
      return false;
    }
    items[head + size++ & items.length - 1] = item;
    Step waiting = taker;
    if (waiting != null) {
      taker = null;
      ring.add(waiting);
    }
    return true;
  }

  /** Takes an item and wakes who waits for room; EMPTY if there is none, then step runs later. */
  public int take(Step step) {
    if (size == 0) {
      taker = step;
      return EMPTY;
    }
    size--;
    int item = items[head++ & items.length - 1];
    Step waiting = putter;
    if (waiting != null) {
      putter = null;
      ring.add(waiting);
    }
    return item;
  }
}
