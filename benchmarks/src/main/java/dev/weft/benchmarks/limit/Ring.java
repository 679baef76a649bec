package dev.weft.benchmarks.limit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The least a loop can be: an array in which steps queue for their turn. No timers, no sockets, no
 * other threads, no turns.
 */
public final class Ring {
  private @Nullable Step[] entries = new @Nullable Step[1024]; // Its length is a power of two.
  private int head;
  private int tail;

  /** Lets a step run after all that wait already. */
  public void add(Step step) {
    if (tail - head == entries.length) {
      grow();
    }
    entries[tail++ & entries.length - 1] = step;
  }

  /** Runs until nobody waits. */
  public void run() {
    while (head != tail) {
      int index = head++ & entries.length - 1;
      Step step = entries[index];
      entries[index] = null;
      if (step != null) {
        step.step();
      }
    }
  }

  private void grow() {
    int first = head & entries.length - 1;
    @Nullable Step[] more = Arrays.copyOfRange(entries, first, first + 2 * entries.length);
    System.arraycopy(entries, 0, more, entries.length - first, first);
    tail -= head;
    head = 0;
    entries = more;
  }
}
