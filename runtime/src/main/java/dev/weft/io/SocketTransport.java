package dev.weft.io;

import dev.weft.EventLoop;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connected socket, TCP or Unix-domain, on the loop's selector. */
final class SocketTransport implements Transport {
  private final EventLoop loop = EventLoop.running();
  private final SocketChannel channel;
  private final @Nullable SocketAddress local;
  private final @Nullable SocketAddress remote;
  private @Nullable Events events;

  /** Takes over a channel that is connected and in non-blocking mode. */
  SocketTransport(SocketChannel channel) throws IOException {
    this.channel = channel;
    // Asked now: a closed channel does not tell, and messages are about closed ones.
    this.local = channel.getLocalAddress();
    this.remote = channel.getRemoteAddress();
  }

  @Override
  public void start(Events whoIsTold) {
    events = whoIsTold;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  /**
   * Piece by piece through one buffer of ours: the JDK would allocate one as large as the source.
   */
  @Override
  public int write(ByteBuffer source) throws IOException {
    if (source.isDirect()) {
      return channel.write(source);
    }
    int start = source.position();
    int taken;
    int offered;
    do {
      ByteBuffer piece = DirectBuffers.forOutput();
      offered = Math.min(source.remaining(), piece.capacity());
      piece.put(0, source, source.position(), offered).limit(offered);
      taken = channel.write(piece);
      source.position(source.position() + taken);
    } while (taken == offered && source.hasRemaining());
    return source.position() - start;
  }

  @Override
  public void wantRead(boolean wanted) {
    if (wanted && events != null && channel.isOpen()) {
      loop.addReader(channel, events::readable);
    } else {
      loop.removeReader(channel);
    }
  }

  @Override
  public void wantWrite(boolean wanted) {
    if (wanted && events != null && channel.isOpen()) {
      loop.addWriter(channel, events::writable);
    } else {
      loop.removeWriter(channel);
    }
  }

  @Override
  public boolean canHalfClose() {
    return true;
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() {
    try {
      loop.closeChannel(channel);
    } catch (IOException e) {
      // The descriptor is gone all the same, and whoever wanted to know has been told.
    }
  }

  /**
   * With unsent bytes in the kernel these are dropped too, so that a stalled peer holds nothing.
   */
  @Override
  public void reset() {
    try {
      if (channel.isOpen()
          && channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      // Then it is closed in good order instead.
    }
    close();
  }

  @Override
  public @Nullable SocketAddress localAddress() {
    return local;
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public String toString() {
    return local + " -> " + remote;
  }
}
