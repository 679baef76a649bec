package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.io.ConnectOptions;
import dev.weft.io.Network;
import dev.weft.io.Server;
import dev.weft.io.ServerOptions;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.io.Transport;
import dev.weft.testing.VirtualTimeLoop;
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
import org.junit.jupiter.api.Test;

/** A name with several addresses, of which some are dead: asyncio's happy_eyeballs_delay. */
@SuppressWarnings("AddressSelection") // No names: nothing to choose from.
class HappyEyeballsTest {
  private static final ConnectOptions HAPPY =
      ConnectOptions.DEFAULT.withHappyEyeballsDelay(Duration.ofMillis(250));

  private final Paths paths = new Paths();
  private final List<Object> seen = paths.seen;

  @Async
  private Coroutine<Void> connectHappily() throws IOException {
    seen.add(await(connect(HAPPY)).remoteAddress());
    assertThat(paths.open).isOne();
    return done();
  }

  private Coroutine<TcpStream> connect(ConnectOptions options) throws IOException {
    Network.use(paths);
    return Streams.openConnection("host", 80, options);
  }

  @Test
  void addressesAreTriedInTurnUnlessToldOtherwise() throws Exception {
    paths.lead("1.1.1.1", 5000, false).lead("2.2.2.2", 10, true);
    VirtualTimeLoop.run(() -> seen.add(await(connect(ConnectOptions.DEFAULT)).remoteAddress()));

    assertThat(seen).containsExactly("0 try 1.1.1.1", "5000 try 2.2.2.2", paths.address("2.2.2.2"));
  }

  @Test
  void nextAddressJoinsInWhenOneTakesTooLong() throws Exception {
    paths.lead("1.1.1.1", 60_000, true).lead("2.2.2.2", 60_000, true).lead("3.3.3.3", 10, true);
    VirtualTimeLoop.run(() -> await(connectHappily()));

    assertThat(seen)
        .containsExactly(
            "0 try 1.1.1.1",
            "250 try 2.2.2.2",
            "500 try 3.3.3.3",
            "510 gave up 1.1.1.1",
            "510 gave up 2.2.2.2",
            paths.address("3.3.3.3"));
  }

  @Test
  void nextAddressJoinsInAtOnceWhenOneFails() throws Exception {
    paths.lead("1.1.1.1", 20, false).lead("2.2.2.2", 400, true).lead("3.3.3.3", 400, true);
    VirtualTimeLoop.run(() -> await(connectHappily()));

    assertThat(seen)
        .containsExactly(
            "0 try 1.1.1.1",
            "20 try 2.2.2.2",
            "270 try 3.3.3.3",
            "420 gave up 3.3.3.3",
            paths.address("2.2.2.2"));
  }

  @Test
  void slowFirstAddressStillWins() throws Exception {
    paths.lead("1.1.1.1", 300, true).lead("2.2.2.2", 200, false);
    VirtualTimeLoop.run(() -> await(connectHappily()));

    assertThat(seen).endsWith("300 gave up 2.2.2.2", paths.address("1.1.1.1"));
  }

  /** RFC 8305, 4: one family that is dead as a whole costs one delay. */
  @Test
  void familiesTakeTurns() throws Exception {
    for (String address : List.of("1.1.1.1", "2.2.2.2", "3.3.3.3", "::5", "::6")) {
      paths.lead(address, 0, false);
    }
    VirtualTimeLoop.run(
        () -> {
          try {
            await(connect(HAPPY));
          } catch (ConnectException e) {
            seen.add(e.getMessage());
          }
        });

    assertThat(seen)
        .containsExactly(
            "0 try 1.1.1.1",
            "0 try ::5",
            "0 try 2.2.2.2",
            "0 try ::6",
            "0 try 3.3.3.3",
            "Multiple exceptions: no 1.1.1.1, no ::5, no 2.2.2.2, no ::6, no 3.3.3.3");
  }

  @Test
  void secondConnectionOfTheSameMomentIsClosed() throws Exception {
    paths.lead("1.1.1.1", 350, true).lead("2.2.2.2", 100, true);
    VirtualTimeLoop.run(() -> await(connectHappily()));

    assertThat(seen).hasSize(3).endsWith(paths.address("1.1.1.1"));
  }

  /** Wherever in its course it is cancelled, nothing is left open and nobody goes on. */
  @Test
  void cancelledRaceLeavesNothing() throws Exception {
    paths.lead("1.1.1.1", 350, true).lead("2.2.2.2", 100, true).lead("3.3.3.3", 900, true);
    for (int turns = 0; turns < 20; turns++) {
      int when = turns;
      VirtualTimeLoop.run(() -> await(cancelledAfter(when)));

      assertThat(paths.open).as("cancelled after %s turns", turns).isZero();
    }
    assertThat(seen).contains("cancelled", "connected");
  }

  @Async
  private Coroutine<Void> cancelledAfter(int turns) throws IOException {
    Task<TcpStream> task = createTask(connect(HAPPY));
    for (int i = 0; i < turns; i++) {
      await(i == 4 ? sleep(Duration.ofMillis(349)) : yieldNow());
      if (i == 5) {
        await(sleep(Duration.ofMillis(1)));
      }
    }
    task.cancel();
    try {
      await(await(task).closeAsync());
      seen.add("connected");
    } catch (CancelledError e) {
      seen.add("cancelled");
      assertThat(Asyncio.allTasks()).hasSize(1);
    }
    return done();
  }

  @Test
  void deadLoopbackAddressIsPassedOver() throws Exception {
    Network system = Network.current();
    Asyncio.run(
        () -> {
          Server server =
              await(
                  Streams.startServer(
                      stream -> stream.writer().write("here"),
                      "127.0.0.2",
                      0,
                      ServerOptions.DEFAULT));
          for (String dead : List.of("::1", "127.0.0.1")) {
            Network.use(new Resolving(system, List.of(dead, "127.0.0.2")));
            TcpStream stream = await(Streams.openConnection("host", server.port(), HAPPY));
            seen.add(Peers.text(await(stream.reader().readAll())));
            await(stream.closeAsync());
          }
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("here", "here");
  }

  private static SocketAddress address(String host, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The system's sockets, but a name has the addresses that a test wants. */
  private record Resolving(Network system, List<String> hosts) implements Network {
    @Override
    @Async
    public Coroutine<List<SocketAddress>> resolve(String host, int port) {
      return done(hosts.stream().map(each -> address(each, port)).toList());
    }

    @Override
    public Coroutine<Transport> connect(SocketAddress remote, SocketAddress local)
        throws IOException {
      return system.connect(remote, local);
    }

    @Override
    public Listener listen(SocketAddress address, ServerOptions options) throws IOException {
      return system.listen(address, options);
    }
  }

  /** A network that knows how long each address takes, and how that ends. */
  private static final class Paths implements Network {
    private record Path(String host, int millis, boolean connects) {}

    private final Map<SocketAddress, Path> paths = new LinkedHashMap<>();
    private final List<Object> seen = new ArrayList<>();
    private int open;

    Paths lead(String host, int millis, boolean connects) {
      paths.put(address(host), new Path(host, millis, connects));
      return this;
    }

    SocketAddress address(String host) {
      return HappyEyeballsTest.address(host, 80);
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
