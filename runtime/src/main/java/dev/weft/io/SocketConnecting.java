package dev.weft.io;

import dev.weft.EventLoop;
import dev.weft.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Connects a socket; closes it if that fails or is cancelled. */
final class SocketConnecting extends Steps<Transport> {
  private final SocketAddress remote;
  private final @Nullable SocketAddress local;
  private @Nullable SocketChannel channel;

  SocketConnecting(SocketAddress remote, @Nullable SocketAddress local) {
    this.remote = remote;
    this.local = local;
  }

  @Override
  @Nullable Object step(int number, @Nullable Object value) throws Throwable {
    if (number == 0) {
      channel = open();
      if (!channel.connect(remote)) {
        return finished(EventLoop.running(), channel);
      }
    }
    return new SocketTransport(Steps.<SocketChannel>cast(channel));
  }

  private SocketChannel open() throws IOException {
    boolean unix = remote instanceof UnixDomainSocketAddress;
    SocketChannel opened =
        unix ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX) : SocketChannel.open();
    channel = opened; // So that it is closed if one of these fails.
    opened.configureBlocking(false);
    if (!unix) {
      opened.setOption(StandardSocketOptions.TCP_NODELAY, true); // As asyncio does.
    }
    if (local != null) {
      opened.bind(local);
    }
    return opened;
  }

  private static Future<Void> finished(EventLoop loop, SocketChannel connecting) {
    Future<Void> connected = loop.createFuture();
    loop.addWriter(
        connecting,
        () -> {
          loop.removeWriter(connecting);
          if (connected.isDone()) {
            return;
          }
          try {
            if (connecting.finishConnect()) {
              connected.setResult(null);
            }
          } catch (IOException e) {
            connected.setException(e);
          }
        });
    return connected;
  }

  @Override
  Object failed(Throwable failure) throws Throwable {
    if (channel != null) {
      EventLoop.running().closeChannel(channel);
    }
    throw failure instanceof IOException broken ? explained(broken) : failure;
  }

  /** The JDK says "Connection refused", but not by whom. */
  private IOException explained(IOException cause) {
    IOException explained =
        cause instanceof ConnectException
            ? new ConnectException(text(cause) + "; is anything listening there?")
            : new IOException(text(cause));
    explained.initCause(cause);
    return explained;
  }

  private String text(IOException cause) {
    return "cannot connect to " + remote + ": " + cause.getMessage();
  }
}
