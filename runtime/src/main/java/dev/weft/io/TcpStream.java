package dev.weft.io;

import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import java.io.IOException;
import java.net.SocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A connection of two directions: over TCP, a Unix-domain socket, or TLS. Made by {@link Streams}.
 */
public final class TcpStream implements AsyncCloseable {
  private final Connection connection;
  private final StreamWriter writer;

  /** What was connected to, for {@link #startTls}; null if it had no name. */
  private final @Nullable String host;

  private final boolean accepted;

  TcpStream(Connection connection, @Nullable String host, boolean accepted) {
    this.connection = connection;
    this.host = host;
    this.writer = new StreamWriter(connection);
    this.accepted = accepted;
    connection.isKnownAs(this);
  }

  /**
   * What arrives.
   *
   * @return the reading side
   */
  public StreamReader reader() {
    return connection.reader;
  }

  /**
   * What is sent.
   *
   * @return the writing side
   */
  public StreamWriter writer() {
    return writer;
  }

  /**
   * Goes over to TLS on the live stream, after both sides have agreed on that in the clear: in the
   * server's part if a server accepted this stream, else in the client's, where the certificate has
   * to name the host that was connected to.
   *
   * @param context keys and whom to trust
   * @return done when the handshake is
   * @throws IOException when awaited, if it fails; the stream is closed then
   */
  public Coroutine<Void> startTls(SSLContext context) throws IOException {
    return startTls(context, host);
  }

  /**
   * Goes over to TLS on the live stream.
   *
   * @param context keys and whom to trust
   * @param serverName whom the certificate has to name, in the client's part; null for nobody
   * @return done when the handshake is
   * @throws IOException when awaited, if it fails; the stream is closed then
   */
  public Coroutine<Void> startTls(SSLContext context, @Nullable String serverName)
      throws IOException {
    TlsSettings settings =
        accepted ? TlsSettings.ofServer(context) : TlsSettings.ofClient(context, serverName);
    return new StartingTls(connection, settings).coroutine();
  }

  /**
   * What was agreed on in the TLS handshake.
   *
   * @return protocol, cipher and certificates; null without TLS
   */
  public @Nullable SSLSession tlsSession() {
    return connection.transport() instanceof TlsTransport tls ? tls.session() : null;
  }

  /**
   * The peer's address.
   *
   * @return where the stream leads to
   */
  public @Nullable SocketAddress remoteAddress() {
    return connection.remoteAddress();
  }

  /**
   * The stream's own address.
   *
   * @return where the stream is at home
   */
  public @Nullable SocketAddress localAddress() {
    return connection.localAddress();
  }

  /**
   * Writes what is kept, closes both directions, and waits for that. If that is cancelled, the
   * stream is closed at once.
   *
   * @return done when no descriptor is held; fails with the loss of bytes that nobody was told of
   */
  @Override
  public Coroutine<Void> closeAsync() {
    return ConnectionWaits.close(connection);
  }

  /** Closes at once; what is kept is dropped, and the peer may see a reset. */
  public void abort() {
    connection.abort();
  }

  Connection connection() {
    return connection;
  }

  @Override
  public String toString() {
    return "<TcpStream " + connection + ">";
  }
}
