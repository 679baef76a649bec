package dev.weft.io;

import java.io.IOException;

/** No separator within the reader's limit: asyncio's LimitOverrunError. */
public final class LimitOverrunException extends IOException {
  private static final long serialVersionUID = 1L;

  /** How many bytes stand before the place where a separator is or may begin. */
  private final int consumed;

  LimitOverrunException(String message, int consumed) {
    super(message);
    this.consumed = consumed;
  }

  /**
   * How many bytes can be read off without skipping a separator.
   *
   * @return the number of bytes before the place where a separator is or may begin
   */
  public int consumed() {
    return consumed;
  }
}
