package dev.weft.io;

import org.jspecify.annotations.Nullable;

/**
 * Whether the transport of a {@link Connection} is with somebody who puts another one on top, and
 * who that is: TLS while it shakes hands.
 */
final class Loan {
  /** Told when the connection ends meanwhile; null while the transport is at home. */
  private @Nullable Runnable borrower;

  boolean isOut() {
    return borrower != null;
  }

  void begin(Runnable ended) {
    borrower = ended;
  }

  /** The transport is back, or another one in its place. */
  void end() {
    borrower = null;
  }

  /** The connection has ended. */
  void breakOff() {
    Runnable told = borrower;
    borrower = null;
    if (told != null) {
      told.run();
    }
  }

  /** What was written would go out in the clear, in the middle of a handshake. */
  void requireNone(String what, Connection connection) {
    if (borrower != null) {
      throw new IllegalStateException(
          what + "() on " + connection + " during its TLS handshake: await startTls() first");
    }
  }
}
