package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.testing.SimulatedNetwork;
import dev.weft.testing.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A counter on three hosts that has a bug, found by its seed, replayed and repaired.
 *
 * <p>A client adds to all replicas, and tries again when a connection breaks. In the first version
 * an addition counts twice if the connection breaks behind it, before the answer. No test on a
 * network that works finds that.
 */
public final class ReplicatedCounter {
  private static final List<String> HOSTS = List.of("one", "two", "three");
  private static final int PORT = 4000;
  private static final int ADDITIONS = 10;

  private ReplicatedCounter() {}

  /** One copy of the counter; its code is what a real server's would be. */
  static final class Replica {
    private final boolean remembersRequests;
    private final Set<String> requests = new HashSet<>();
    int value;

    Replica(boolean remembersRequests) {
      this.remembersRequests = remembersRequests;
    }

    @Async
    Coroutine<Server> open() throws IOException {
      return Streams.startServer(client -> await(serve(client)), null, PORT);
    }

    @Async
    private Coroutine<Void> serve(TcpStream client) {
      try (client) {
        for (String request : client.reader().lines()) {
          if (requests.add(request) || !remembersRequests) {
            value++;
          }
          client.writer().write("added\n");
          await(client.writer().drain());
        }
      } catch (IOException clientIsGone) {
        client.abort();
      }
      return done();
    }
  }

  /** Adds one, however often the connection breaks. */
  @Async
  static Coroutine<Void> add(String host, String request) {
    while (true) {
      try {
        TcpStream stream = await(Streams.openConnection(host, PORT));
        try {
          stream.writer().write(request + "\n");
          if (!await(stream.reader().readLine()).isEmpty()) {
            return done();
          }
        } finally {
          stream.abort();
        }
      } catch (IOException broken) {
        await(sleep(Duration.ofMillis(100)));
      }
    }
  }

  /** Three servers, ten additions, and a network that is now and then disturbed. */
  @Async
  static Coroutine<List<Integer>> values(Simulation world, boolean remembersRequests)
      throws IOException {
    SimulatedNetwork network = world.network();
    List<Replica> replicas = new ArrayList<>();
    List<Server> servers = new ArrayList<>();
    for (String host : HOSTS) {
      Replica replica = new Replica(remembersRequests);
      replicas.add(replica);
      servers.add(await(network.start(host, replica.open())));
    }
    Task<Void> disturbances =
        createTask(network.disturbances(HOSTS, Duration.ofMillis(50), Duration.ofMillis(500)));
    for (int i = 0; i < ADDITIONS; i++) {
      String request = "add " + i;
      await(gather(HOSTS.stream().map(host -> add(host, request)).toList()));
    }
    disturbances.cancel();
    for (Server server : servers) {
      await(server.closeAsync());
    }
    return done(replicas.stream().map(replica -> replica.value).toList());
  }

  private record Run(List<Integer> values, long hash) {
    static Run of(long seed, boolean remembersRequests) throws Exception {
      return Simulation.run(
          seed,
          world -> {
            List<Integer> values = await(ReplicatedCounter.values(world, remembersRequests));
            return new Run(values, world.decisions().hash());
          });
    }

    boolean isRight() {
      return values.stream().allMatch(value -> value == ADDITIONS);
    }
  }

  /** Tries one seed after the other, and then the repaired version with all of them. */
  public static void main(String[] args) throws Exception {
    long seed = 0;
    Run found = Run.of(seed, false);
    while (found.isRight()) {
      found = Run.of(++seed, false);
    }
    System.out.printf("after %d additions, seed %d: %s%n", ADDITIONS, seed, found.values());
    System.out.println("the same run again: " + found.equals(Run.of(seed, false)));
    System.out.println("repaired, the same seed: " + Run.of(seed, true).values());
    int right = 0;
    for (long other = 0; other < 200; other++) {
      right += Run.of(other, true).isRight() ? 1 : 0;
    }
    System.out.println("repaired, right with so many of 200 seeds: " + right);
  }
}
