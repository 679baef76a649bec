package dev.weft.benchmarks.lock;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/** A semaphore of futures for one thread, as users of CompletableFuture write it. */
final class FutureSemaphore {
  private final ArrayDeque<CompletableFuture<Void>> line = new ArrayDeque<>();
  private int permits;

  FutureSemaphore(int permits) {
    this.permits = permits;
  }

  /** Done when the caller has a permit. */
  CompletableFuture<Void> acquire() {
    if (permits > 0) {
      permits--;
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> turn = new CompletableFuture<>();
    line.add(turn);
    return turn;
  }

  /** Hands the permit to the first in line. */
  void release() {
    CompletableFuture<Void> next = line.poll();
    if (next == null) {
      permits++;
    } else {
      next.complete(null);
    }
  }
}
