package dev.weft.testing;

import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.compiled.Frame;
import dev.weft.io.Network;
import dev.weft.io.ServerOptions;
import dev.weft.io.Transport;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link SimulatedNetwork} as one of its hosts sees it. */
final class HostNetwork implements Network {
  /** How long connecting takes to fail while the other host is out of sight. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /** All the names of the own host. */
  private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "::1", "0.0.0.0", "::");

  private final SimulatedNetwork network;
  private final String host;

  HostNetwork(SimulatedNetwork network, String host) {
    this.network = network;
    this.host = host;
  }

  @Override
  public Coroutine<List<SocketAddress>> resolve(@Nullable String name, int port) {
    String found = name == null || name.isEmpty() || OWN.contains(name) ? host : name;
    return Asyncio.done(List.of(InetSocketAddress.createUnresolved(found, port)));
  }

  @Override
  public Coroutine<Transport> connect(SocketAddress remote, @Nullable SocketAddress local) {
    return new Frame<>(
        (self, frame, task) -> {
          // Written by hand, as woven code would be: this module is not woven.
          if (frame.state == Frame.START) {
            frame.state = 1;
            return Frame.await(connection((InetSocketAddress) remote), frame, task);
          }
          return frame.resumed(task);
        },
        this);
  }

  private Future<Transport> connection(InetSocketAddress remote) {
    Future<Transport> connected = network.loop().createFuture();
    network.after(network.delay().toNanos(), () -> asked(remote, connected));
    return connected;
  }

  /** The wish to connect has arrived, or would have. */
  private void asked(InetSocketAddress remote, Future<Transport> connected) {
    if (connected.isDone()) {
      return; // Given up meanwhile.
    }
    String other = remote.getHostString();
    SimulatedListener listener = network.listenerAt(key(other, remote.getPort()));
    if (network.areSeparated(host, other)) {
      long patience = CONNECT_TIMEOUT.toNanos();
      network.after(patience, () -> refuse(connected, "Connection timed out", remote));
    } else if (listener == null || !listener.hasRoom()) {
      network.after(
          network.delay().toNanos(), () -> refuse(connected, "Connection refused", remote));
    } else {
      InetSocketAddress mine = InetSocketAddress.createUnresolved(host, network.freePort());
      Link link = new Link(network, mine, remote);
      listener.arrived(link.accepted());
      network.after(network.delay().toNanos(), () -> answer(connected, link));
    }
  }

  private static void answer(Future<Transport> connected, Link link) {
    if (connected.isDone()) {
      link.connecting().reset();
    } else {
      connected.setResult(link.connecting());
    }
  }

  private static void refuse(Future<Transport> connected, String why, SocketAddress remote) {
    if (!connected.isDone()) {
      connected.setException(new ConnectException(why + ": " + SimulatedNetwork.text(remote)));
    }
  }

  @Override
  public Listener listen(SocketAddress address, ServerOptions options) throws IOException {
    InetSocketAddress wanted = (InetSocketAddress) address;
    int port = wanted.getPort() == 0 ? network.freePort() : wanted.getPort();
    if (!wanted.getHostString().equals(host)) {
      throw new BindException(
          "Cannot assign requested address: " + SimulatedNetwork.text(address) + " on " + host);
    }
    InetSocketAddress bound = InetSocketAddress.createUnresolved(host, port);
    String key = key(host, port);
    SimulatedListener listener = new SimulatedListener(network, key, bound, options.backlog());
    if (!network.listen(key, listener)) {
      throw new BindException("Address already in use: " + SimulatedNetwork.text(address));
    }
    return listener;
  }

  private static String key(String host, int port) {
    return host + ":" + port;
  }

  @Override
  public String toString() {
    return "<Network of " + host + ">";
  }
}
