package dev.weft.loop;

import org.jspecify.annotations.Nullable;

/** What runs next, in order: a ring buffer that grows, and gives memory back after a burst. */
public final class ReadyQueue {
  private static final int INITIAL_CAPACITY = 64;

  /** Up to this many slots are kept for ever: 4 KiB of references are not worth a reallocation. */
  private static final int KEPT_CAPACITY = 1024;

  /** The ring; its length is a power of two, free slots are null. */
  private @Nullable Object[] slots = new @Nullable Object[INITIAL_CAPACITY];

  /** Number of entries ever taken and ever added. Both may wrap; their difference is the size. */
  private int taken;

  private int added;

  /** Appends an entry. */
  public void add(Object entry) {
    if (added - taken == slots.length) {
      resize(slots.length * 2);
    }
    slots[added++ & (slots.length - 1)] = entry;
  }

  /** Takes the oldest entry, null when there is none. */
  public @Nullable Object poll() {
    int index = taken & (slots.length - 1);
    Object entry = slots[index];
    if (entry == null) {
      return null;
    }
    slots[index] = null; // The entry may be garbage long before its slot is used again.
    taken++;
    if (slots.length > KEPT_CAPACITY && added == taken) {
      // Half, not all: bursts that come again and again must not start from the bottom each time.
      resize(slots.length / 2);
    }
    return entry;
  }

  /** The number of entries. */
  public int size() {
    return added - taken;
  }

  /** Whether there is no entry. */
  public boolean isEmpty() {
    return added == taken;
  }

  /** Drops all entries. */
  public void clear() {
    slots = new @Nullable Object[INITIAL_CAPACITY];
    taken = 0;
    added = 0;
  }

  /** The number of slots, for tests. */
  int capacity() {
    return slots.length;
  }

  private void resize(int capacity) {
    if (capacity < 0) {
      throw new OutOfMemoryError("ready queue of more than 2^30 entries");
    }
    @Nullable Object[] wider = new @Nullable Object[capacity];
    int size = size();
    int first = taken & (slots.length - 1);
    int untilWrap = Math.min(size, slots.length - first);
    System.arraycopy(slots, first, wider, 0, untilWrap);
    System.arraycopy(slots, 0, wider, untilWrap, size - untilWrap);
    slots = wider;
    taken = 0;
    added = size;
  }
}
