package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * How a cancelled future ended.
 *
 * <p>Like asyncio: a task's own error object goes to the first consumer with its message and trace,
 * later ones get a fresh one without; a plain future's message goes to all.
 */
final class Cancellation extends NoValue {
  private final @Nullable String message;
  private @Nullable CancelledError first;

  /** Of a plain future. */
  Cancellation(@Nullable String message) {
    this.message = message;
  }

  /** Of a task, by the error that left its coroutine. */
  Cancellation(CancelledError first) {
    this.message = null;
    this.first = first;
  }

  /** What the next consumer gets. */
  CancelledError error() {
    CancelledError own = first;
    if (own == null) {
      return CancelledError.delivered(message);
    }
    first = null;
    return own;
  }

  /** A plain future's message; asking does not use up the error. */
  @Nullable String message() {
    return message;
  }
}
