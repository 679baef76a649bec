package dev.weft.io;

import dev.weft.Coroutine;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection: resolves the host, tries its addresses in turn, or in a {@link Racing race},
 * and shakes hands if there is TLS.
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

  private final @Nullable String host;
  private final int port;
  private final ConnectOptions options;

  /** Null until resolved. */
  private @Nullable List<SocketAddress> addresses;

  private int tried;
  private boolean connected;
  private final List<IOException> failures = new ArrayList<>();

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
          return Network.current()
              .resolve(host, port); // That of who runs this, not of who made it.
        }
        goTo(CONNECT);
        return step(CONNECT, addresses);
      }
      case CONNECT -> {
        if (addresses == null) {
          addresses = Steps.cast(value);
        }
        goTo(SECURE);
        return options.happyEyeballsDelay() == null || addresses.size() == 1
            ? connectToNext()
            : race(options.happyEyeballsDelay());
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

  private Coroutine<Transport> connectToNext() throws IOException {
    SocketAddress address = Steps.<List<SocketAddress>>cast(addresses).get(tried++);
    return Network.current().connect(address, options.localAddress());
  }

  private Coroutine<Transport> race(Duration delay) {
    List<SocketAddress> all = Steps.cast(addresses);
    tried = all.size();
    return new Racing(Network.current(), all, options.localAddress(), delay).coroutine();
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
    failures.add(broken);
    if (tried == addresses.size()) {
      throw Racing.together(failures);
    }
    goTo(SECURE);
    return connectToNext();
  }
}
