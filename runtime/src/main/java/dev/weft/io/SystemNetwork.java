package dev.weft.io;

import dev.weft.Asyncio;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The system's sockets. */
final class SystemNetwork implements Network {
  static final ContextVar<Network> IN_USE = new ContextVar<>("network", new SystemNetwork());

  /** Addresses in figures: the JDK looks nothing up for them, so that no thread is needed. */
  private static final Pattern IN_FIGURES = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[^/]*");

  private SystemNetwork() {}

  @Override
  public Coroutine<List<SocketAddress>> resolve(@Nullable String host, int port)
      throws IOException {
    if (host == null || host.isEmpty()) {
      return Asyncio.done(List.of(new InetSocketAddress(port)));
    }
    if (IN_FIGURES.matcher(host).matches()) {
      return Asyncio.done(lookUp(host, port));
    }
    EventLoop loop = EventLoop.running();
    return new Steps<List<SocketAddress>>() {
      @Override
      Object step(int number, @Nullable Object value) {
        return number == 0
            ? loop.runInExecutor(null, () -> lookUp(host, port))
            : Steps.<Object>cast(value);
      }
    }.coroutine();
  }

  private static List<SocketAddress> lookUp(String host, int port) throws IOException {
    try {
      List<SocketAddress> found = new ArrayList<>();
      for (InetAddress address : InetAddress.getAllByName(host)) {
        found.add(new InetSocketAddress(address, port));
      }
      return found;
    } catch (UnknownHostException e) {
      UnknownHostException unknown =
          new UnknownHostException(
              "no address found for host \"" + host + "\" (port " + port + "): check its spelling");
      unknown.initCause(e);
      throw unknown;
    }
  }

  /** Of an address without one sockets say nothing but that it is unresolved, and not which. */
  static void requireHost(SocketAddress address) throws UnknownHostException {
    if (address instanceof InetSocketAddress internet && internet.isUnresolved()) {
      throw new UnknownHostException(
          "the host of " + address + " was not found, or nobody looked it up");
    }
  }

  @Override
  public Coroutine<Transport> connect(SocketAddress remote, @Nullable SocketAddress local) {
    return new SocketConnecting(remote, local).coroutine();
  }

  @Override
  public Listener listen(SocketAddress address, ServerOptions options) throws IOException {
    return SocketListener.open(address, options);
  }
}
