package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.SimulatedNetwork;
import dev.weft.testing.Simulation;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The API of streams over a network in memory, with its faults. */
class SimulatedNetworkTest {
  @Async
  private static Coroutine<Void> echo(TcpStream client) {
    try (client) {
      byte[] bytes;
      while ((bytes = await(client.reader().read(10_000))).length > 0) {
        client.writer().write(bytes);
        await(client.writer().drain());
      }
    } catch (IOException broken) {
      client.abort();
    }
    return done();
  }

  @Async
  private static Coroutine<Server> echoServer(int port) throws IOException {
    return Streams.startServer(client -> await(echo(client)), null, port);
  }

  @Async
  private static Coroutine<String> ask(String host, String text) throws IOException {
    try (TcpStream stream = await(Streams.openConnection(host, 7))) {
      stream.writer().write(text);
      stream.writer().writeEof();
      return done(new String(await(stream.reader().readAll()), StandardCharsets.UTF_8));
    }
  }

  @AsyncTest(seeds = 20)
  @Async
  Coroutine<Void> whatIsSentComesBackInOrder(Simulation simulation) throws IOException {
    simulation.network().splits(0.5);
    String text = "0123456789".repeat(7_000); // More than the buffers of both sides hold.
    try (Server server = await(echoServer(7))) {
      assertThat(await(ask("localhost", text))).isEqualTo(text);
      assertThat(await(gather(ask("localhost", "a"), ask("127.0.0.1", "b"))))
          .containsExactly("a", "b");
      assertThat(server.port()).isEqualTo(7);
    }
    assertThat(EventLoop.running().time()).isPositive();
    return done();
  }

  @AsyncTest
  @Async
  Coroutine<Void> whereNobodyListensConnectingIsRefused() throws IOException {
    try {
      await(ask("nowhere", "?"));
      fail("connected");
    } catch (ConnectException e) {
      assertThat(e).hasMessageContaining("Connection refused");
    }
    try (Server server = await(echoServer(7))) {
      assertThat(server.port()).isEqualTo(7);
      await(echoServer(7));
      fail("listens twice");
    } catch (BindException e) {
      assertThat(e).hasMessageContaining("Address already in use");
    }
    return done();
  }

  /** What was sent over a partition arrives when it is over. */
  @AsyncTest(seeds = 20)
  @Async
  Coroutine<Void> aPartitionHoldsEverythingUp(Simulation simulation) throws IOException {
    SimulatedNetwork network = simulation.network();
    Task<Server> server = network.start("server", echoServer(7));
    await(server);
    network.partition(List.of("server"));
    Task<String> early = network.start("client", ask("server", "x"));
    await(sleep(Duration.ofSeconds(31)));
    assertThat(early.isDone()).isTrue();
    assertThat(early.exception())
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("timed out");

    network.heal();
    try (TcpStream stream = await(Streams.openConnection("server", 7))) {
      network.partition(List.of("server"));
      stream.writer().write("held\n");
      Task<?> reply = createTask(stream.reader().readLine());
      await(sleep(Duration.ofHours(1)));
      assertThat(reply.isDone()).isFalse();
      network.heal();
      await(reply);
    }
    await(server.result().closeAsync());
    return done();
  }

  @AsyncTest(seeds = 20)
  @Async
  Coroutine<Void> aCutIsSeenByWhoReadsAndByWhoWrites(Simulation simulation) throws IOException {
    try (Server server = await(echoServer(7));
        TcpStream stream = await(Streams.openConnection("localhost", 7))) {
      simulation.network().cut(SimulatedNetwork.LOCALHOST);
      try {
        await(stream.reader().readLine());
        fail("read over a broken connection");
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("Connection");
      }
      assertThat(server.isServing()).isTrue();
    }
    return done();
  }

  /** Messages of one connection keep their order; those of two overtake each other. */
  @Test
  void connectionsOvertakeEachOther() throws Exception {
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 0; seed < 30; seed++) {
      orders.add(Simulation.run(seed, simulation -> await(arrivals())));
    }
    assertThat(orders).hasSizeGreaterThan(3);
    assertThat(orders)
        .allSatisfy(
            order ->
                assertThat(order).containsSubsequence("a1", "a2").containsSubsequence("b1", "b2"));
  }

  @Async
  private static Coroutine<List<String>> arrivals() throws IOException {
    List<String> arrived = new ArrayList<>();
    try (Server server =
        await(
            Streams.startServer(
                client -> {
                  for (String line : client.reader().lines()) {
                    arrived.add(line);
                  }
                },
                null,
                9))) {
      await(gather(sends("a"), sends("b")));
      await(sleep(Duration.ofSeconds(1)));
      assertThat(server.port()).isEqualTo(9);
    }
    return done(arrived);
  }

  @Async
  private static Coroutine<Void> sends(String name) throws IOException {
    try (TcpStream stream = await(Streams.openConnection("localhost", 9))) {
      stream.writer().write(name + "1\n");
      await(Asyncio.yieldNow());
      stream.writer().write(name + "2\n");
    }
    return done();
  }

  @Test
  void theSameSeedGivesTheSameFaults() throws Exception {
    for (long seed = 0; seed < 10; seed++) {
      assertThat(storm(seed)).isEqualTo(storm(seed));
    }
  }

  private static String storm(long seed) throws Exception {
    return Simulation.run(
        seed,
        simulation -> {
          SimulatedNetwork network = simulation.network().cuts(0.01);
          Server server = await(network.start("server", echoServer(7)));
          Task<Void> storm =
              createTask(
                  network.disturbances(
                      List.of("server"), Duration.ofMillis(5), Duration.ofMillis(50)));
          int lost = 0;
          for (int i = 0; i < 50; i++) {
            try {
              assertThat(await(ask("server", "message " + i))).isEqualTo("message " + i);
            } catch (IOException e) {
              lost++;
            }
          }
          storm.cancel();
          await(server.closeAsync());
          return lost + " lost, " + simulation.decisions().hash();
        });
  }
}
