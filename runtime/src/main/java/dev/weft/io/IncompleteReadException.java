package dev.weft.io;

import java.io.EOFException;
import org.jspecify.annotations.Nullable;

/** The stream ended before what was asked for had arrived: asyncio's IncompleteReadError. */
public final class IncompleteReadException extends EOFException {
  private static final long serialVersionUID = 1L;

  /** What had arrived; never changed. */
  private final byte[] partial;

  /** -1 if no number of bytes was asked for. */
  private final int expected;

  IncompleteReadException(String what, byte[] partial, int expected) {
    super(
        what
            + ": the stream ended after "
            + partial.length
            + (expected < 0 ? " bytes, before any separator" : " of " + expected + " bytes")
            + "; partial() has what did arrive");
    this.partial = partial;
    this.expected = expected;
  }

  /**
   * What had arrived.
   *
   * @return the bytes, which the reader no longer has
   */
  public byte[] partial() {
    return partial.clone();
  }

  /**
   * How much was asked for.
   *
   * @return the number of bytes; null when reading up to a separator
   */
  public @Nullable Integer expected() {
    return expected < 0 ? null : expected;
  }
}
