package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * What a sleeping task waits for: a future that is its own timer.
 *
 * <p>Like asyncio the sleeper wakes one turn after its timer ran, because a future wakes its waiter
 * through the ready queue.
 */
final class Sleeping<T> extends Future<T> implements Timed {
  private final @Nullable T result;

  Sleeping(EventLoop loop, @Nullable T result) {
    super(loop);
    this.result = result;
  }

  /** The timer is due. */
  @Override
  void runEntry() {
    if (isDone()) {
      super.runEntry();
    } else {
      complete(result);
    }
  }

  @Override
  boolean cancelWith(@Nullable String message) {
    boolean cancelled = super.cancelWith(message);
    if (cancelled) {
      loop().timerCancelled();
    }
    return cancelled;
  }

  @Override
  public boolean isDead() {
    return isCancelled();
  }
}
