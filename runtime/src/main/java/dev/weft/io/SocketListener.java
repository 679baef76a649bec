package dev.weft.io;

import dev.weft.EventLoop;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A listening socket on the loop's selector. */
final class SocketListener implements Network.Listener {
  static {
    prepareClosing();
  }

  private final EventLoop loop = EventLoop.running();
  private final ServerSocketChannel channel;
  private final SocketAddress address;

  /** Which file the socket of a path is; null for other sockets, and if the system does not say. */
  private final @Nullable Object file;

  private SocketListener(ServerSocketChannel channel) throws IOException {
    this.channel = channel;
    this.address = channel.getLocalAddress();
    this.file = address instanceof UnixDomainSocketAddress unix ? fileAt(unix.getPath()) : null;
  }

  private static @Nullable Object fileAt(Path path) throws IOException {
    return attributes(path).fileKey();
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The JDK opens a pair of sockets when it closes its first channel. If a server has no descriptor
   * left at that moment, no channel of the process can be closed ever after.
   */
  private static void prepareClosing() {
    try {
      SocketChannel.open().close();
    } catch (IOException e) {
      // Out of descriptors already: whoever opens something now is told.
    }
  }

  static SocketListener open(SocketAddress address, ServerOptions options) throws IOException {
    SystemNetwork.requireHost(address);
    boolean unix = address instanceof UnixDomainSocketAddress;
    ServerSocketChannel channel =
        unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
    try {
      if (unix) {
        removeStale(((UnixDomainSocketAddress) address).getPath());
      }
      if (options.reusePort()) {
        requireReusePort(channel);
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      channel.configureBlocking(false);
      channel.bind(address, options.backlog());
      return new SocketListener(channel);
    } catch (IOException e) {
      channel.close();
      throw explained(address, e);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The system says what is wrong, but not with which address. */
  private static IOException explained(SocketAddress address, IOException cause) {
    String why = String.valueOf(cause.getMessage());
    if (why.contains("in use")) {
      why =
          address instanceof UnixDomainSocketAddress
              ? "there is a file that is no socket"
              : why + "; port 0 takes any free port";
    }
    String message = "cannot listen on " + address + ": " + why;
    IOException explained =
        cause instanceof BindException ? new BindException(message) : new IOException(message);
    explained.initCause(cause);
    return explained;
  }

  private static void requireReusePort(ServerSocketChannel channel) {
    if (!channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
      throw new UnsupportedOperationException(
          "reusePort: this system cannot share a port between sockets");
    }
  }

  /**
   * Like asyncio: the socket of a server that is gone is removed, a file of another kind is not.
   */
  private static void removeStale(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && attributes(path).isOther()) {
      Files.delete(path);
    }
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  @Override
  public @Nullable Transport accept() throws IOException {
    SocketChannel accepted;
    while ((accepted = channel.accept()) != null) {
      try {
        accepted.configureBlocking(false);
        if (!(address instanceof UnixDomainSocketAddress)) {
          accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        return new SocketTransport(accepted);
      } catch (IOException e) {
        accepted.close(); // This peer is gone already; that is no reason not to take the next.
      }
    }
    return null;
  }

  @Override
  public void whenAcceptable(@Nullable Runnable acceptable) {
    if (acceptable == null) {
      loop.removeReader(channel);
    } else {
      loop.addReader(channel, acceptable);
    }
  }

  @Override
  public void close() {
    try {
      boolean wasOpen = channel.isOpen();
      loop.closeChannel(channel);
      // Like asyncio: not the socket of another server that has taken its place.
      if (wasOpen
          && address instanceof UnixDomainSocketAddress unix
          && Objects.equals(file, fileAt(unix.getPath()))) {
        Files.delete(unix.getPath());
      }
    } catch (IOException e) {
      // The socket is gone; at worst its name is left.
    }
  }

  @Override
  public String toString() {
    return String.valueOf(address);
  }
}
