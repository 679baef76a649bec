package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.io.Network;
import dev.weft.io.ServerOptions;
import dev.weft.io.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network that knows how long each address takes, and how that ends. */
@SuppressWarnings("AddressSelection") // No names: nothing to choose from.
final class Paths implements Network {
  static final int PORT = 80;

  private record Path(String host, int millis, boolean connects) {}

  private final Map<SocketAddress, Path> paths = new LinkedHashMap<>();
  private final List<Object> seen = new ArrayList<>();
  private int open;

  /** An address that takes so long, and then connects or fails. */
  Paths lead(String host, int millis, boolean connects) {
    paths.put(address(host), new Path(host, millis, connects));
    return this;
  }

  /** What became of the attempts, with the milliseconds at which it did. */
  List<Object> seen() {
    return seen;
  }

  /** How many connections are open. */
  int open() {
    return open;
  }

  static SocketAddress address(String host) {
    return address(host, PORT);
  }

  static SocketAddress address(String host, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  @Async
  public Coroutine<List<SocketAddress>> resolve(String host, int port) {
    return done(List.copyOf(paths.keySet()));
  }

  @Override
  @Async
  public Coroutine<Transport> connect(SocketAddress remote, SocketAddress local)
      throws IOException {
    Path path = paths.get(remote);
    note("try " + path.host());
    try {
      await(sleep(Duration.ofMillis(path.millis())));
    } catch (CancelledError e) {
      note("gave up " + path.host());
      throw e;
    }
    if (!path.connects()) {
      throw new ConnectException("no " + path.host());
    }
    open++;
    return done(new Silent(remote, () -> open--));
  }

  private void note(String what) {
    seen.add(EventLoop.running().time() / 1_000_000 + " " + what);
  }

  @Override
  public Listener listen(SocketAddress address, ServerOptions options) {
    throw new UnsupportedOperationException("nobody listens here");
  }

  /** A connection on which nothing happens. */
  private static final class Silent implements Transport {
    private final SocketAddress remote;
    private Runnable whenClosed;

    Silent(SocketAddress remote, Runnable whenClosed) {
      this.remote = remote;
      this.whenClosed = whenClosed;
    }

    @Override
    public void start(Events events) {}

    @Override
    public int read(ByteBuffer target) {
      return 0;
    }

    @Override
    public int write(ByteBuffer source) {
      return 0;
    }

    @Override
    public void wantRead(boolean wanted) {}

    @Override
    public void wantWrite(boolean wanted) {}

    @Override
    public boolean canHalfClose() {
      return true;
    }

    @Override
    public void shutdownOutput() {}

    @Override
    public void close() {
      whenClosed.run();
      whenClosed = () -> {};
    }

    @Override
    public SocketAddress localAddress() {
      return null;
    }

    @Override
    public SocketAddress remoteAddress() {
      return remote;
    }
  }
}
