package dev.weft;

/** A future was asked for what it does not have yet, or was completed a second time. */
public final class InvalidStateException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was done to which future in which state.
   *
   * @param message the explanation
   */
  public InvalidStateException(String message) {
    super(message);
  }
}
