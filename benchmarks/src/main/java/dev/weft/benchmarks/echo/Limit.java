package dev.weft.benchmarks.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** One selector and one buffer. It trusts the socket to take 64 bytes at once. */
final class Limit implements Server.Peer {
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);

  @Override
  public int start() throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
    Server.daemon(
        () -> {
          while (true) {
            selector.select(this::ready);
          }
        });
    return listening.socket().getLocalPort();
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept((ServerSocketChannel) key.channel(), key.selector());
      } else {
        echo((SocketChannel) key.channel());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void accept(ServerSocketChannel listening, Selector selector) throws IOException {
    SocketChannel client;
    while ((client = listening.accept()) != null) {
      client.configureBlocking(false);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      client.register(selector, SelectionKey.OP_READ);
    }
  }

  private void echo(SocketChannel client) throws IOException {
    if (client.read(buffer.clear()) < 0) {
      client.close();
    } else {
      client.write(buffer.flip());
    }
  }
}
