package dev.weft.io;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** How one side of a TLS connection is set up. */
record TlsSettings(
    SSLContext context,
    boolean client,
    @Nullable String serverName,
    Duration handshakeTimeout,
    @Nullable Consumer<SSLParameters> adjustment) {
  /** As asyncio's ssl_handshake_timeout. */
  static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(60);

  static TlsSettings ofClient(SSLContext context, @Nullable String serverName) {
    return new TlsSettings(context, true, serverName, HANDSHAKE_TIMEOUT, null);
  }

  static TlsSettings ofServer(SSLContext context) {
    return new TlsSettings(context, false, null, HANDSHAKE_TIMEOUT, null);
  }

  TlsSettings with(Duration timeout, @Nullable Consumer<SSLParameters> adjusted) {
    return new TlsSettings(context, client, serverName, timeout, adjusted);
  }

  SSLEngine newEngine(@Nullable SocketAddress peer) {
    int port = peer instanceof InetSocketAddress internet ? internet.getPort() : -1;
    SSLEngine engine =
        serverName == null ? context.createSSLEngine() : context.createSSLEngine(serverName, port);
    engine.setUseClientMode(client);
    SSLParameters parameters = engine.getSSLParameters();
    if (serverName != null) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // The certificate has to name it.
      if (isName(serverName)) {
        parameters.setServerNames(List.of(new SNIHostName(serverName)));
      }
    }
    if (adjustment != null) {
      adjustment.accept(parameters);
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Addresses are not sent as server names (RFC 6066, 3). */
  private static boolean isName(String host) {
    return !host.contains(":") && !host.matches("[0-9.]+");
  }

  /** Who is on the other side, for messages. */
  String describe(@Nullable SocketAddress peer) {
    return serverName == null ? String.valueOf(peer) : "\"" + serverName + "\" (" + peer + ")";
  }
}
