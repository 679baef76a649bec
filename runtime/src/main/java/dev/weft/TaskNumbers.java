package dev.weft;

import java.util.concurrent.atomic.AtomicInteger;

/** The numbers in the default names of tasks: one count for the whole process, as in asyncio. */
final class TaskNumbers {
  private static final AtomicInteger LAST = new AtomicInteger();

  private TaskNumbers() {}

  static int next() {
    return LAST.incrementAndGet();
  }

  /** Which of two was taken first, as a comparator says it; right also when they overflow. */
  static int compare(int one, int other) {
    return one - other;
  }

  /** The first of so many. */
  static int next(int count) {
    return LAST.getAndAdd(count) + 1;
  }
}
