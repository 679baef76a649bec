package dev.weft.sync;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The items of a queue, in the order that makes the queue what it is. They may be null, as in
 * Python, though the JDK's queues do not take it.
 *
 * @param <T> the items
 */
final class Items<T> {
  /** Stands for a null item. */
  private enum Null {
    NULL;

    @Override
    public String toString() {
      return "null";
    }
  }

  private static final int MOST_IN_TEXT = 10;

  private final Collection<Object> all;
  private final Consumer<Object> add;
  private final Supplier<Object> take;

  private Items(Collection<Object> all, Consumer<Object> add, Supplier<Object> take) {
    this.all = all;
    this.add = add;
    this.take = take;
  }

  static <T> Items<T> firstInFirstOut() {
    Deque<Object> items = new ArrayDeque<>();
    return new Items<>(items, items::addLast, items::removeFirst);
  }

  static <T> Items<T> lastInFirstOut() {
    Deque<Object> items = new ArrayDeque<>();
    return new Items<>(items, items::addLast, items::removeLast);
  }

  static <T> Items<T> smallestFirst(Comparator<? super T> order) {
    PriorityQueue<Object> items =
        new PriorityQueue<>((a, b) -> order.compare(unwrap(a), unwrap(b)));
    return new Items<>(items, items::add, items::remove);
  }

  void add(T item) {
    add.accept(item == null ? Null.NULL : item);
  }

  T take() {
    return unwrap(take.get());
  }

  int size() {
    return all.size();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T unwrap(Object item) {
    return Slots.self(item == Null.NULL ? null : item);
  }

  /** The first few: a text must not take longer than the queue is worth. */
  @Override
  public String toString() {
    int more = size() - MOST_IN_TEXT;
    return all.stream()
        .limit(MOST_IN_TEXT)
        .map(String::valueOf)
        .collect(joining(", ", "[", more > 0 ? ", and " + more + " more]" : "]"));
  }
}
