package dev.weft.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Entries from other threads: many may add, one takes all.
 *
 * <p>A Treiber stack that the consumer takes whole and reverses. That is FIFO in the order in which
 * the additions took effect (hence also per thread), lock-free, and free of the ABA problem because
 * nodes are never used twice. The consumer's "is there anything?" is one read.
 *
 * <pre>
 *   EMPTY --add: true--> FILLED --add: false--> FILLED
 *     ^                    |
 *     +-----drainTo--------+        any --close--> CLOSED (add throws, nothing is drained)
 * </pre>
 */
public final class EntryQueue {
  private static final VarHandle NEWEST;

  static {
    try {
      NEWEST = MethodHandles.lookup().findVarHandle(EntryQueue.class, "newest", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What {@link #newest} is for ever after {@link #close}; never drained. */
  private static final Node CLOSED = new Node("closed", null);

  /** The top of the stack: null when empty, {@link #CLOSED} at the end. Written by all threads. */
  private volatile @Nullable Node newest;

  /**
   * Adds an entry; any thread.
   *
   * @return true when the queue was empty, that is when the consumer has to be told: once a batch
   * @throws RejectedExecutionException if the queue is closed; the entry is not added
   */
  public boolean add(Object entry) {
    Node node = new Node(entry, null);
    while (true) {
      Node older = newest;
      if (older == CLOSED) {
        throw new RejectedExecutionException("add(" + entry + ") to a closed queue of a loop");
      }
      node.older = older;
      if (NEWEST.compareAndSet(this, older, node)) {
        return older == null;
      }
    }
  }

  /**
   * Moves all entries to the ready queue, in the order of their addition; consumer only.
   *
   * <p>Everything whose {@link #add} happened before this call is moved.
   */
  public void drainTo(ReadyQueue ready) {
    Node last = takeAll();
    Node oldest = null;
    while (last != null) {
      Node older = last.older;
      last.older = oldest;
      oldest = last;
      last = older;
    }
    for (Node node = oldest; node != null; node = node.older) {
      ready.add(node.entry);
    }
  }

  /** Whether a {@link #drainTo} would move nothing; any thread. */
  public boolean isEmpty() {
    Node node = newest;
    return node == null || node == CLOSED;
  }

  /**
   * Rejects all later additions and drops what was not drained; any thread, any number of times.
   */
  public void close() {
    newest = CLOSED;
  }

  private @Nullable Node takeAll() {
    while (true) {
      Node taken = newest;
      // A compare-and-set, not a getAndSet: that would reopen a closed queue.
      if (taken == null || taken == CLOSED || NEWEST.compareAndSet(this, taken, null)) {
        return taken == CLOSED ? null : taken;
      }
    }
  }

  /** One entry and the link to the one below; the consumer turns the links around. */
  private static final class Node {
    final Object entry;
    @Nullable Node older;

    Node(Object entry, @Nullable Node older) {
      this.entry = entry;
      this.older = older;
    }
  }
}
