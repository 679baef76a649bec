package dev.weft.benchmarks.echo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The other end, the same for all servers: each connection sends 64 bytes, waits until they are
 * back, and sends again.
 */
final class Client implements AutoCloseable {
  private static final int MESSAGE = 64;

  private final Selector selector = Selector.open();
  private final List<Connection> connections = new ArrayList<>();
  private Latencies latencies = new Latencies();

  private static final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(MESSAGE);
    private final ByteBuffer in = ByteBuffer.allocateDirect(MESSAGE);
    private long sent;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void send() throws IOException {
      sent = System.nanoTime();
      channel.write(out.clear());
    }
  }

  Client(int port, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      Connection connection = new Connection(channel);
      channel.register(selector, SelectionKey.OP_READ, connection);
      connections.add(connection);
    }
    for (Connection connection : connections) {
      connection.send();
    }
  }

  /** Goes on for some time. */
  Latencies run(long nanos) throws IOException {
    latencies = new Latencies();
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        received((Connection) key.attachment());
      }
      selector.selectedKeys().clear();
    }
    return latencies;
  }

  private void received(Connection connection) throws IOException {
    if (connection.channel.read(connection.in) < 0) {
      throw new IOException("the server has closed a connection");
    }
    if (!connection.in.hasRemaining()) {
      connection.in.clear();
      latencies.add(System.nanoTime() - connection.sent);
      connection.send();
    }
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.channel.close();
    }
    selector.close();
  }
}
