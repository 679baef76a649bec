package dev.weft.io;

import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a {@link Connection} was lost with, and whether those whom it concerns know. */
final class Loss {
  /** Like asyncio: so many writes to a lost connection are dropped without a word. */
  private static final int SILENT_DROPS = 5;

  /** Null while nothing is lost. */
  private @Nullable Throwable failure;

  /** Whether bytes were lost that write() had taken, and nobody has been told. */
  private boolean unheard;

  private int dropped;

  void happened(Throwable what, boolean nobodyKnows) {
    failure = what;
    unheard = nobodyKnows;
  }

  /** Throws what the connection was lost with. */
  void requireNone() throws Throwable {
    if (failure != null) {
      unheard = false;
      throw failure;
    }
  }

  /** Throws, if bytes were lost and nobody has been told; who is told now is the last. */
  void requireHeard() throws ConnectionLostException {
    Throwable lost = failure;
    if (unheard && lost != null) {
      unheard = false;
      // Not the same object again: a reader may have thrown it in the block that this close ends,
      // and try-with-resources cannot suppress an exception in itself.
      throw new ConnectionLostException("" + lost.getMessage(), lost);
    }
  }

  /** Somebody writes although there is no connection any more. */
  void drop(Connection connection) {
    if (++dropped == SILENT_DROPS) {
      System.getLogger("dev.weft")
          .log(
              System.Logger.Level.WARNING,
              "write() again and again on "
                  + connection
                  + ": await drain(), which reports the loss");
    }
  }

  /** System calls say what went wrong, but neither with whom nor what it means. */
  static IOException explained(IOException cause, Connection connection) {
    if (cause instanceof SSLException || cause instanceof ConnectionLostException) {
      return cause;
    }
    return new ConnectionLostException(
        "Connection lost: " + cause.getMessage() + " (" + connection + ")", cause);
  }
}
