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
   * With another backlog.
   *
   * @param clients how many may wait to be accepted
   * @return other options
   */
  public ServerOptions withBacklog(int clients) {
    return changed(draft -> draft.backlog = clients);
  }

  /**
   * With another limit.
   *
   * @param bytes how far the readers read ahead, and how long a line may be
   * @return other options
   */
  public ServerOptions withLimit(int bytes) {
    return changed(draft -> draft.limit = bytes);
  }

  /**
   * On a port that other sockets may listen on too; connections are spread over them.
   *
   * @param reuse whether to share the port
   * @return other options
   */
  public ServerOptions withReusePort(boolean reuse) {
    return changed(draft -> draft.reusePort = reuse);
  }

  /**
   * Accepting from the start, or from {@link Server#startServing} on.
   *
   * @param start whether clients are accepted from the start
   * @return other options
   */
  public ServerOptions withStartServing(boolean start) {
    return changed(draft -> draft.startServing = start);
  }

  /**
   * Over TLS.
   *
   * @param context keys and whom to trust
   * @return other options
   */
  public ServerOptions withTls(SSLContext context) {
    return changed(draft -> draft.tls = context);
  }

  /**
   * With another patience.
   *
   * @param timeout how long the TLS handshake of a client may take
   * @return other options
   */
  public ServerOptions withHandshakeTimeout(Duration timeout) {
    return changed(draft -> draft.handshakeTimeout = timeout);
  }

  /**
   * With other TLS parameters.
   *
   * @param adjustment changes what is right for most: client certificates, protocols, ALPN
   * @return other options
   */
  public ServerOptions withTlsParameters(Consumer<SSLParameters> adjustment) {
    return changed(draft -> draft.tlsAdjustment = adjustment);
  }

  private ServerOptions changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** The same, while one of them is changed. */
  private static final class Draft {
    private int backlog;
    private int limit;
    private boolean reusePort;
    private boolean startServing;
    private @Nullable SSLContext tls;
    private Duration handshakeTimeout;
    private @Nullable Consumer<SSLParameters> tlsAdjustment;

    Draft(ServerOptions from) {
      backlog = from.backlog;
      limit = from.limit;
      reusePort = from.reusePort;
      startServing = from.startServing;
      tls = from.tls;
      handshakeTimeout = from.handshakeTimeout;
      tlsAdjustment = from.tlsAdjustment;
    }

    ServerOptions finished() {
      return new ServerOptions(
          backlog, limit, reusePort, startServing, tls, handshakeTimeout, tlsAdjustment);
    }
  }
}
