package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A task or future was cancelled.
 *
 * <p>It is an {@code Error} so that {@code catch (Exception e)} does not swallow it, as Python's is
 * no {@code Exception}. Its message is the one given to {@code cancel}, or null.
 */
public final class CancelledError extends Error {
  private static final long serialVersionUID = 1L;

  /** A cancellation without a message. */
  public CancelledError() {
    this(null);
  }

  /**
   * A cancellation with a message.
   *
   * @param message why, or null
   */
  public CancelledError(@Nullable String message) {
    this(message, false);
  }

  /** Whether the loop made it, so that its trace is an await stack from the start. */
  private final boolean delivered;

  private CancelledError(@Nullable String message, boolean delivered) {
    super(message);
    this.delivered = delivered;
    if (!delivered) {
      super.fillInStackTrace();
    }
  }

  /**
   * A cancellation that the loop delivers: its trace is the await stack of the task it interrupts,
   * set when it is thrown there. The loop's own stack would tell nothing and costs a microsecond.
   */
  static CancelledError delivered(@Nullable String message) {
    return new CancelledError(message, true);
  }

  boolean isDelivered() {
    return delivered;
  }

  /** Does nothing: the constructor of {@code Throwable} calls it too early to know better. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
