package dev.weft.sync;

/** getNowait() found nothing. */
public final class QueueEmptyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was done to which queue.
   *
   * @param message the explanation
   */
  public QueueEmptyException(String message) {
    super(message);
  }
}
