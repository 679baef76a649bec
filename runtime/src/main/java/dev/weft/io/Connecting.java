package dev.weft.io;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection: resolves the host, tries its addresses in turn, and shakes hands if there is
 * TLS.
 *
 * <pre>
 *   RESOLVE --> CONNECT --connected--> SECURE --> DONE
 *                |  ^ '--failed, no more addresses--> the first failure, with what the others said
 *                '--' failed, the next address
 * </pre>
 */
final class Connecting extends Steps<TcpStream> {
  private static final int RESOLVE = 0;
  private static final int CONNECT = 1;
  private static final int SECURE = 2;

  private final Network network = Network.current();
  private final @Nullable String host;
  private final int port;
  private final ConnectOptions options;

  /** Null until resolved. */
  private @Nullable List<SocketAddress> addresses;

  private int tried;
  private boolean connected;
  private @Nullable IOException firstFailure;

  Connecting(String host, int port, ConnectOptions options) {
    this.host = host;
    this.port = port;
    this.options = options;
  }

  Connecting(SocketAddress address, ConnectOptions options) {
    this.host = null;
    this.port = 0;
    this.options = options;
    this.addresses = List.of(address);
  }

  @Override
  @Nullable Object step(int number, @Nullable Object value) throws Throwable {
    switch (number) {
      case RESOLVE -> {
        if (addresses == null) {
          return network.resolve(host, port);
        }
        goTo(CONNECT);
        return step(CONNECT, addresses);
      }
      case CONNECT -> {
        if (addresses == null) {
          addresses = Steps.cast(value);
        }
        goTo(SECURE);
        return network.connect(nextAddress(), options.localAddress());
      }
      case SECURE -> {
        connected = true;
        return options.tls() == null ? stream(Steps.cast(value)) : secured(Steps.cast(value));
      }
      default -> {
        return stream(Steps.cast(value));
      }
    }
  }

  private SocketAddress nextAddress() {
    return Steps.<List<SocketAddress>>cast(addresses).get(tried++);
  }

  private Object secured(Transport transport) {
    String name = options.serverName() == null ? host : options.serverName();
    TlsSettings settings =
        TlsSettings.ofClient(Steps.cast(options.tls()), name)
            .with(options.handshakeTimeout(), options.tlsAdjustment());
    return TlsHandshake.over(transport, settings).coroutine();
  }

  private TcpStream stream(Transport transport) {
    return new TcpStream(new Connection(transport, options.limit()).start(), host, false);
  }

  @Override
  Object failed(Throwable failure) throws Throwable {
    if (connected || addresses == null || !(failure instanceof IOException broken)) {
      throw failure;
    }
    firstFailure = firstFailure == null ? broken : together(firstFailure, broken);
    if (tried == addresses.size()) {
      throw firstFailure;
    }
    goTo(SECURE);
    return network.connect(nextAddress(), options.localAddress());
  }

  /** Like asyncio: several failures are one, whose message has them all. */
  private static IOException together(IOException first, IOException second) {
    String message = "Multiple exceptions: " + first.getMessage() + ", " + second.getMessage();
    IOException both =
        first instanceof java.net.ConnectException
            ? new java.net.ConnectException(message)
            : new IOException(message);
    both.initCause(first);
    return both;
  }
}
