package dev.weft.benchmarks.queue;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/** A bounded queue of futures for one thread, as users of CompletableFuture write it. */
final class FutureQueue<T> {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private record Putter<T>(T item, CompletableFuture<Void> admitted) {}

  private final ArrayDeque<T> items = new ArrayDeque<>();
  private final ArrayDeque<CompletableFuture<T>> takers = new ArrayDeque<>();
  private final ArrayDeque<Putter<T>> putters = new ArrayDeque<>();
  private final int capacity;

  FutureQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Done when the item is in. */
  CompletableFuture<Void> put(T item) {
    CompletableFuture<T> taker = takers.poll();
    if (taker != null) {
      taker.complete(item);
      return DONE;
    }
    if (items.size() < capacity) {
      items.add(item);
      return DONE;
    }
    Putter<T> putter = new Putter<>(item, new CompletableFuture<>());
    putters.add(putter);
    return putter.admitted();
  }

  /** Done when there is an item. */
  CompletableFuture<T> take() {
    T item = items.poll();
    if (item == null) {
      CompletableFuture<T> taker = new CompletableFuture<>();
      takers.add(taker);
      return taker;
    }
    Putter<T> putter = putters.poll();
    if (putter != null) {
      items.add(putter.item());
      putter.admitted().complete(null);
    }
    return CompletableFuture.completedFuture(item);
  }
}
