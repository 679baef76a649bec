package dev.weft;

import java.util.concurrent.atomic.AtomicInteger;

/** The numbers in the default names of tasks: one count for the whole process, as in asyncio. */
final class TaskNumbers {
  private static final AtomicInteger LAST = new AtomicInteger();

  private TaskNumbers() {}

  static int next() {
    return LAST.incrementAndGet();
  }

  /** The first of so many. */
  static int next(int count) {
    return LAST.getAndAdd(count) + 1;
  }
}
