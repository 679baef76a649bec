package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.asCompleted;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.waitUntil;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.ReturnWhen;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import dev.weft.testing.SimulatedNetwork;
import dev.weft.testing.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Uses everything that could depend on more than the seed, and tells all that happened. */
public final class SeededProgram {
  private static final List<String> HOSTS = List.of("one", "two");

  private final Simulation world;
  private final List<String> events = new ArrayList<>();
  private final AsyncLock lock = new AsyncLock();
  private final AsyncQueue<Integer> queue = new AsyncQueue<>(2);

  /** Held to the end, or the garbage collector would decide when each is reported. */
  private final List<Task<Void>> failing = new ArrayList<>();

  private SeededProgram(Simulation world) {
    this.world = world;
  }

  public static void main(String[] args) throws Exception {
    System.out.print(told(Integer.parseInt(System.getenv("WEFT_SEEDS"))));
  }

  /** A line for each of so many seeds. */
  public static String told(int seeds) throws Exception {
    StringBuilder text = new StringBuilder();
    for (long seed = 0; seed < seeds; seed++) {
      List<String> events = new ArrayList<>();
      Simulation.run(
          seed,
          world -> {
            SeededProgram program = new SeededProgram(world);
            EventLoop.running()
                .setExceptionHandler((loop, report) -> events.add("report " + report.exception()));
            await(program.runs());
            events.addAll(program.events);
            events.add(world.decisions().count() + " " + world.decisions().hash());
            return null;
          });
      text.append(seed).append(' ').append(events).append('\n');
    }
    return text.toString();
  }

  @Async
  private Coroutine<Void> runs() throws Exception {
    SimulatedNetwork network = world.network();
    network.cuts(0.02).splits(0.3);
    List<Server> servers = new ArrayList<>();
    for (String host : HOSTS) {
      servers.add(await(network.start(host, Streams.startServer(c -> await(echo(c)), null, 70))));
    }
    Task<Void> disturbances =
        createTask(network.disturbances(HOSTS, Duration.ofMillis(20), Duration.ofMillis(200)));
    await(gather(HOSTS.stream().map(this::asks).toList()));
    disturbances.cancel();
    network.heal();
    for (Server server : servers) {
      await(server.closeAsync());
    }
    await(waits());
    for (String name : List.of("unseen 1", "unseen 2", "unseen 3")) {
      failing.add(createTask(fails(name)));
    }
    await(waitUntil(failing, ReturnWhen.ALL_COMPLETED));
    return done();
  }

  @Async
  private Coroutine<Void> echo(TcpStream client) {
    try (client) {
      for (String line : client.reader().lines()) {
        client.writer().write(line + "\n");
        await(client.writer().drain());
      }
    } catch (IOException gone) {
      client.abort();
    }
    return done();
  }

  @Async
  private Coroutine<Void> asks(String host) {
    for (int i = 0; i < 5; i++) {
      try {
        TcpStream stream = await(Streams.openConnection(host, 70));
        try {
          stream.writer().write("line " + i + "\n");
          events.add(host + " " + await(stream.reader().readLine()).trim());
        } finally {
          stream.abort();
        }
      } catch (IOException broken) {
        events.add(host + " " + broken.getClass().getSimpleName());
        await(world.pause(Duration.ofMillis(1), Duration.ofMillis(30)));
      }
    }
    return done();
  }

  /** Sets, groups, locks, queues: things with an order inside. */
  @Async
  private Coroutine<Void> waits() throws Exception {
    List<Task<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      tasks.add(createTask(visits("visitor " + i)));
    }
    for (Future<String> each : await(waitUntil(tasks, ReturnWhen.FIRST_COMPLETED)).done()) {
      events.add("first " + each.result());
    }
    for (Future<String> each : asCompleted(tasks)) {
      events.add("then " + await(each));
    }
    await(
        TaskGroup.run(
            group -> {
              for (int i = 0; i < 4; i++) {
                int number = i;
                group.createTask(queue.put(number));
                group.createTask(() -> events.add("got " + await(queue.get())));
              }
            }));
    return done();
  }

  @Async
  private Coroutine<String> visits(String name) {
    try (Permit held = await(lock.acquire())) {
      await(world.pause(Duration.ofMillis(1), Duration.ofMillis(3)));
      return done(held == null ? "" : name);
    }
  }

  @Async
  private static Coroutine<Void> fails(String message) {
    await(yieldNow());
    throw new IllegalStateException(message);
  }
}
