package dev.weft.io;

import dev.weft.AsyncConsumer;
import dev.weft.Coroutine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Opens streams and starts servers: asyncio's open_connection and start_server, for TCP,
 * Unix-domain sockets and TLS. Names are resolved by the default executor.
 */
public final class Streams {
  private Streams() {}

  /**
   * Connects.
   *
   * @param host a name or an address; all addresses of a name are tried in turn
   * @param port where it listens
   * @return an open stream; if the awaiting task is cancelled, nothing is left open
   * @throws IOException when awaited, if there is no connection
   */
  public static Coroutine<TcpStream> openConnection(String host, int port) throws IOException {
    return openConnection(host, port, ConnectOptions.DEFAULT);
  }

  /**
   * Connects over TLS; the certificate has to name the host.
   *
   * @param host a name or an address
   * @param port where it listens
   * @param tls keys and whom to trust
   * @return an open stream, after the handshake
   * @throws IOException when awaited, if there is no connection; an SSLException if the handshake
   *     fails
   */
  public static Coroutine<TcpStream> openConnection(String host, int port, SSLContext tls)
      throws IOException {
    return openConnection(host, port, ConnectOptions.DEFAULT.withTls(tls));
  }

  /**
   * Connects.
   *
   * @param host a name or an address
   * @param port where it listens
   * @param options limit, TLS and the like
   * @return an open stream
   * @throws IOException when awaited, if there is no connection
   */
  public static Coroutine<TcpStream> openConnection(String host, int port, ConnectOptions options)
      throws IOException {
    return new Connecting(host, port, options).coroutine();
  }

  /**
   * Connects to an address, internet or Unix-domain.
   *
   * @param address where to
   * @param options limit, TLS and the like
   * @return an open stream
   * @throws IOException when awaited, if there is no connection
   */
  public static Coroutine<TcpStream> openConnection(SocketAddress address, ConnectOptions options)
      throws IOException {
    // With a name that nobody has looked up, sockets can do nothing.
    return address instanceof InetSocketAddress internet && internet.isUnresolved()
        ? openConnection(internet.getHostString(), internet.getPort(), options)
        : new Connecting(address, options).coroutine();
  }

  /**
   * Connects to a Unix-domain socket.
   *
   * @param path its name in the file system
   * @return an open stream
   * @throws IOException when awaited, if there is no connection
   */
  public static Coroutine<TcpStream> openUnixConnection(Path path) throws IOException {
    return openConnection(UnixDomainSocketAddress.of(path), ConnectOptions.DEFAULT);
  }

  /**
   * Listens, and runs a task for each client.
   *
   * @param client what to do with a stream, which is closed when it ends
   * @param host on which of this host's addresses, by name or address; empty for all
   * @param port on which port; 0 for any free one, see {@link Server#port}
   * @return a server that accepts clients
   * @throws IOException when awaited, if it cannot listen there
   */
  public static Coroutine<Server> startServer(
      AsyncConsumer<TcpStream> client, @Nullable String host, int port) throws IOException {
    return startServer(client, host, port, ServerOptions.DEFAULT);
  }

  /**
   * Listens, and runs a task for each client.
   *
   * @param client what to do with a stream, which is closed when it ends
   * @param host on which of this host's addresses; empty for all
   * @param port on which port; 0 for any free one
   * @param options backlog, limit, TLS and the like
   * @return a server
   * @throws IOException when awaited, if it cannot listen there
   */
  public static Coroutine<Server> startServer(
      AsyncConsumer<TcpStream> client, @Nullable String host, int port, ServerOptions options)
      throws IOException {
    return new Listening(client, host, port, options).coroutine();
  }

  /**
   * Listens on several addresses, and runs a task for each client.
   *
   * @param client what to do with a stream, which is closed when it ends
   * @param addresses where to listen, internet or Unix-domain, one or more
   * @param options backlog, limit, TLS and the like
   * @return a server
   * @throws IOException when awaited, if it cannot listen on one of them
   */
  public static Coroutine<Server> startServer(
      AsyncConsumer<TcpStream> client,
      List<? extends SocketAddress> addresses,
      ServerOptions options)
      throws IOException {
    return new Listening(client, List.copyOf(addresses), options).coroutine();
  }

  /**
   * Listens on a Unix-domain socket, and runs a task for each client.
   *
   * @param client what to do with a stream, which is closed when it ends
   * @param path its name in the file system; the socket of a server that is gone is replaced
   * @return a server that accepts clients
   * @throws IOException when awaited, if it cannot listen there
   */
  public static Coroutine<Server> startUnixServer(AsyncConsumer<TcpStream> client, Path path)
      throws IOException {
    return startServer(client, List.of(UnixDomainSocketAddress.of(path)), ServerOptions.DEFAULT);
  }
}
