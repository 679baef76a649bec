package dev.weft.sync;

/** putNowait() found no room. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was done to which queue.
   *
   * @param message the explanation
   */
  public QueueFullException(String message) {
    super(message);
  }
}
