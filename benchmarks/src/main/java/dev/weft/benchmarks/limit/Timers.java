package dev.weft.benchmarks.limit;

import java.util.Arrays;

/** Deadlines by hand: a heap whose entries know their places, so that one can be taken out. */
public final class Timers {
  /** An entry. */
  public static final class Timer {
    private final long deadline;
    private final Step step;
    private int index;

    private Timer(long deadline, Step step) {
      this.deadline = deadline;
      this.step = step;
    }
  }

  private Timer[] heap = new Timer[64];
  private int size;

  /** Schedules a step. */
  public Timer add(long deadlineNanos, Step step) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    Timer timer = new Timer(deadlineNanos, step);
    size++;
    up(size - 1, timer);
    return timer;
  }

  /** Takes an entry out that has not been due. */
  public void cancel(Timer timer) {
    Timer last = removeLast();
    if (last != timer) {
      up(timer.index, last);
      down(last.index, last);
    }
  }

  /** When the first entry is due; {@link Long#MAX_VALUE} for never. */
  public long nextDeadline() {
    return size == 0 ? Long.MAX_VALUE : heap[0].deadline;
  }

  /** Lets every step queue that is due. */
  public void expire(long nowNanos, Ring ring) {
    while (size > 0 && heap[0].deadline <= nowNanos) {
      Timer due = heap[0];
      Timer last = removeLast();
      if (last != due) {
        down(0, last);
      }
      ring.add(due.step);
    }
  }

  @SuppressWarnings("NullAway") // An unused place of the array.
  private Timer removeLast() {
    Timer last = heap[--size];
    heap[size] = null;
    return last;
  }

  private void up(int from, Timer timer) {
    int index = from;
    while (index > 0 && heap[(index - 1) >> 2].deadline > timer.deadline) {
      place(index, heap[(index - 1) >> 2]);
      index = (index - 1) >> 2;
    }
    place(index, timer);
  }

  private void down(int from, Timer timer) {
    int index = from;
    while (true) {
      int least = leastChild(index);
      if (least < 0 || heap[least].deadline >= timer.deadline) {
        break;
      }
      place(index, heap[least]);
      index = least;
    }
    place(index, timer);
  }

  private int leastChild(int index) {
    int first = 4 * index + 1;
    if (first >= size) {
      return -1;
    }
    int least = first;
    for (int child = first + 1; child < Math.min(first + 4, size); child++) {
      if (heap[child].deadline < heap[least].deadline) {
        least = child;
      }
    }
    return least;
  }

  private void place(int index, Timer timer) {
    heap[index] = timer;
    timer.index = index;
  }
}
