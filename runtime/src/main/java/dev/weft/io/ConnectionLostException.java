package dev.weft.io;

import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** The peer is gone: it reset the connection, or this side gave it up. */
public final class ConnectionLostException extends SocketException {
  private static final long serialVersionUID = 1L;

  ConnectionLostException(String message, @Nullable Throwable cause) {
    super(message);
    initCause(cause);
  }
}
