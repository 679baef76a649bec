package dev.weft.io;

import dev.weft.EventLoop;
import dev.weft.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * Tasks that wait for the same event. Each has a future of its own, because cancelling a task
 * cancels the future it waits for.
 */
final class WaitList {
  /** From this many waiters on, those that were cancelled are looked for. */
  private static final int CROWDED = 8;

  private final EventLoop loop;
  private List<Future<Void>> waiting = new ArrayList<>(1);
  private int sweepAt = CROWDED;

  WaitList(EventLoop loop) {
    this.loop = loop;
  }

  /** One more who waits; awaiting the future is the wait. */
  Future<Void> join() {
    if (waiting.size() >= sweepAt) {
      waiting.removeIf(Future::isDone); // Else a drain() in a loop of time-outs would pile up.
      sweepAt = Math.max(CROWDED, 2 * waiting.size());
    }
    Future<Void> waiter = loop.createFuture();
    waiting.add(waiter);
    return waiter;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void wakeAll() {
    for (Future<Void> waiter : takeAll()) {
      if (!waiter.isDone()) {
        waiter.setResult(null);
      }
    }
  }

  /** Says whether there was anybody to be told. */
  boolean failAll(Throwable failure) {
    boolean told = false;
    for (Future<Void> waiter : takeAll()) {
      if (!waiter.isDone()) {
        waiter.setException(failure);
        told = true;
      }
    }
    return told;
  }

  private List<Future<Void>> takeAll() {
    List<Future<Void>> all = waiting;
    waiting = new ArrayList<>(1);
    return all;
  }
}
