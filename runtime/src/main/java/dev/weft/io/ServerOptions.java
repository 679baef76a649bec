package dev.weft.io;

import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * How to serve. Immutable; each {@code with} gives another one.
 *
 * @param backlog how many clients may wait to be accepted
 * @param limit how far the readers read ahead, and how long a line may be
 * @param reusePort whether other sockets may listen on the same port, where the system can do that
 * @param startServing whether clients are accepted from the start
 * @param tls keys and whom to trust; null for streams in the clear
 * @param handshakeTimeout how long the TLS handshake of a client may take
 * @param tlsAdjustment changes the TLS parameters: client certificates, protocols, ALPN; null for
 *     none
 */
public record ServerOptions(
    int backlog,
    int limit,
    boolean reusePort,
    boolean startServing,
    @Nullable SSLContext tls,
    Duration handshakeTimeout,
    @Nullable Consumer<SSLParameters> tlsAdjustment) {
  /** In the clear, a backlog of 100, a limit of 64 KiB, serving from the start. */
  public static final ServerOptions DEFAULT =
      new ServerOptions(
          100, StreamReader.DEFAULT_LIMIT, false, true, null, TlsSettings.HANDSHAKE_TIMEOUT, null);

  /**
   * How to serve.
   *
   * @param backlog how many clients may wait to be accepted
   * @param limit how far the readers read ahead, and how long a line may be
   * @param reusePort whether other sockets may listen on the same port, where the system can do
   *     that
   * @param startServing whether clients are accepted from the start
   * @param tls keys and whom to trust; null for streams in the clear
   * @param handshakeTimeout how long the TLS handshake of a client may take
   * @param tlsAdjustment changes the TLS parameters: client certificates, protocols, ALPN; null for
   *     none
   * @throws IllegalArgumentException if the limit is not positive
   */
  public ServerOptions {
    StreamReader.requireLimit(limit); // Later there would be something open that nobody closes.
  }

  /**
   * With another backlog.
   *
   * @param clients how many may wait to be accepted
   * @return other options
   */
  public ServerOptions withBacklog(int clients) {
    return new ServerOptions(
        clients, limit, reusePort, startServing, tls, handshakeTimeout, tlsAdjustment);
  }

  /**
   * With another limit.
   *
   * @param bytes how far the readers read ahead, and how long a line may be
   * @return other options
   */
  public ServerOptions withLimit(int bytes) {
    return new ServerOptions(
        backlog, bytes, reusePort, startServing, tls, handshakeTimeout, tlsAdjustment);
  }

  /**
   * On a port that other sockets may listen on too; connections are spread over them.
   *
   * @param reuse whether to share the port
   * @return other options
   */
  public ServerOptions withReusePort(boolean reuse) {
    return new ServerOptions(
        backlog, limit, reuse, startServing, tls, handshakeTimeout, tlsAdjustment);
  }

  /**
   * Accepting from the start, or from {@link Server#startServing} on.
   *
   * @param start whether clients are accepted from the start
   * @return other options
   */
  public ServerOptions withStartServing(boolean start) {
    return new ServerOptions(
        backlog, limit, reusePort, start, tls, handshakeTimeout, tlsAdjustment);
  }

  /**
   * Over TLS.
   *
   * @param context keys and whom to trust
   * @return other options
   */
  public ServerOptions withTls(SSLContext context) {
    return new ServerOptions(
        backlog, limit, reusePort, startServing, context, handshakeTimeout, tlsAdjustment);
  }

  /**
   * With another patience.
   *
   * @param timeout how long the TLS handshake of a client may take
   * @return other options
   */
  public ServerOptions withHandshakeTimeout(Duration timeout) {
    return new ServerOptions(backlog, limit, reusePort, startServing, tls, timeout, tlsAdjustment);
  }

  /**
   * With other TLS parameters.
   *
   * @param adjustment changes what is right for most: client certificates, protocols, ALPN
   * @return other options
   */
  public ServerOptions withTlsParameters(Consumer<SSLParameters> adjustment) {
    return new ServerOptions(
        backlog, limit, reusePort, startServing, tls, handshakeTimeout, adjustment);
  }
}
