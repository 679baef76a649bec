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
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A name with several addresses, of which some are dead: asyncio's happy_eyeballs_delay. */
class HappyEyeballsTest {
  private static final ConnectOptions HAPPY =
      ConnectOptions.DEFAULT.withHappyEyeballsDelay(Duration.ofMillis(250));

  private final Paths paths = new Paths();
  private final List<Object> seen = paths.seen();

  @Async
  private Coroutine<Void> connectHappily() throws IOException {
    seen.add(await(connect(HAPPY)).remoteAddress());
    assertThat(paths.open()).isOne();
    return done();
  }

  private Coroutine<TcpStream> connect(ConnectOptions options) throws IOException {
    Network.use(paths);
    return Streams.openConnection("host", Paths.PORT, options);
  }

  @Test
  void addressesAreTriedInTurnUnlessToldOtherwise() throws Exception {
    paths.lead("1.1.1.1", 5000, false).lead("2.2.2.2", 10, true);
    VirtualTimeLoop.run(() -> seen.add(await(connect(ConnectOptions.DEFAULT)).remoteAddress()));

    assertThat(seen).containsExactly("0 try 1.1.1.1", "5000 try 2.2.2.2", Paths.address("2.2.2.2"));
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
            Paths.address("3.3.3.3"));
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
            Paths.address("2.2.2.2"));
  }

  @Test
  void slowFirstAddressStillWins() throws Exception {
    paths.lead("1.1.1.1", 300, true).lead("2.2.2.2", 200, false);
    VirtualTimeLoop.run(() -> await(connectHappily()));

    assertThat(seen).endsWith("300 gave up 2.2.2.2", Paths.address("1.1.1.1"));
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

    assertThat(seen).hasSize(3).endsWith(Paths.address("1.1.1.1"));
  }

  /** Wherever in its course it is cancelled, nothing is left open and nobody goes on. */
  @Test
  void cancelledRaceLeavesNothing() throws Exception {
    paths.lead("1.1.1.1", 350, true).lead("2.2.2.2", 100, true).lead("3.3.3.3", 900, true);
    for (int turns = 0; turns < 20; turns++) {
      int when = turns;
      VirtualTimeLoop.run(() -> await(cancelledAfter(when)));

      assertThat(paths.open()).as("cancelled after %s turns", turns).isZero();
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

  /** The system's sockets, but a name has the addresses that a test wants. */
  private record Resolving(Network system, List<String> hosts) implements Network {
    @Override
    @Async
    public Coroutine<List<SocketAddress>> resolve(String host, int port) {
      return done(hosts.stream().map(each -> Paths.address(each, port)).toList());
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
}
