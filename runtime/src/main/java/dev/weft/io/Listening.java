package dev.weft.io;

import dev.weft.AsyncConsumer;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts a server: resolves the host, and listens on all of its addresses or on none. */
final class Listening extends Steps<Server> {
  private final AsyncConsumer<TcpStream> handler;
  private final ServerOptions options;
  private final @Nullable String host;
  private final int port;
  private final @Nullable List<SocketAddress> addresses;

  Listening(
      AsyncConsumer<TcpStream> handler, @Nullable String host, int port, ServerOptions options) {
    this.handler = handler;
    this.host = host;
    this.port = port;
    this.options = options;
    this.addresses = null;
  }

  Listening(
      AsyncConsumer<TcpStream> handler, List<SocketAddress> addresses, ServerOptions options) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("startServer() needs at least one address");
    }
    this.handler = handler;
    this.host = null;
    this.port = 0;
    this.options = options;
    this.addresses = addresses;
  }

  @Override
  Object step(int number, @Nullable Object value) throws Throwable {
    if (number == 0 && addresses == null) {
      return Network.current().resolve(host, port); // That of who runs this, not of who made it.
    }
    Server server =
        new Server(handler, options, listen(addresses == null ? Steps.cast(value) : addresses));
    server.open();
    return server;
  }

  private List<Network.Listener> listen(List<SocketAddress> where) throws IOException {
    List<Network.Listener> listeners = new ArrayList<>();
    try {
      for (SocketAddress address : where) {
        listeners.add(Network.current().listen(address, options));
      }
    } catch (IOException | RuntimeException e) {
      listeners.forEach(Network.Listener::close);
      throw e;
    }
    return List.copyOf(listeners);
  }
}
