package dev.weft.sync;

/** The queue was shut down: nothing can be put, and there is nothing left to get. */
public final class QueueShutDownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was done to which queue.
   *
   * @param message the explanation
   */
  public QueueShutDownException(String message) {
    super(message);
  }
}
