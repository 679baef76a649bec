package dev.weft.testing;

import dev.weft.EventLoop;

/**
 * Nothing is ready, no timer is set, and the main coroutine is not done: nobody will ever wake it.
 */
public final class DeadlockException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private DeadlockException(String message) {
    super(message);
  }

  static DeadlockException of(EventLoop loop) {
    return new DeadlockException(
        "[Deadlock] nothing is ready and no timer is set, but these wait:"
            + System.lineSeparator()
            + loop.dump().tree());
  }
}
