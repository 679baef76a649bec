package dev.weft.behaviour.io;

import static dev.weft.Asyncio.allTasks;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.io.Server;
import dev.weft.io.ServerOptions;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both ends misbehave at random; nothing is left, and whoever awaited was told. */
@SuppressWarnings("EnumOrdinal") // A fault is told to the other side in one byte.
class FaultsTest {
  /** Five thousand with -Dweft.io.faults=5000. */
  private static final int CONNECTIONS = Integer.getInteger("weft.io.faults", 400);

  private static final long SEED = Long.getLong("weft.io.seed", 7);
  private static final int MESSAGE = 150_000;

  /** What one end does to the other, after some bytes. */
  private enum Fault {
    /** Sends and receives all. */
    NONE,
    /** Closes in the middle. */
    CUT,
    /** Resets in the middle. */
    RESET,
    /** Reads nothing until all others are done, then goes on. */
    STALL,
    /** Ends its own direction in the middle, reads on. */
    HALF_CLOSE
  }

  private final Random random = new Random(SEED);
  private final Map<Fault, Integer> ended = new EnumMap<>(Fault.class);
  private final Map<Fault, Integer> failed = new EnumMap<>(Fault.class);
  private final List<Object> reported = new ArrayList<>();
  private int unstalled;
  private int leftTasks;

  @Test
  void nothingIsLeftAndEveryFailureReachesWhoAwaited() throws Exception {
    run(() -> await(Peers.echoServer())); // What the JDK opens once is open from here on.
    int before = Descriptors.open();
    run(() -> await(storm()));

    assertThat(Descriptors.settledAtMost(before)).isLessThanOrEqualTo(before);
    assertThat(leftTasks).isOne();
    assertThat(reported).isEmpty();
    int clean = ended.values().stream().mapToInt(i -> i).sum();
    int broken = failed.values().stream().mapToInt(i -> i).sum();

    assertThat(clean + broken).as("both ends of each").isEqualTo(2 * CONNECTIONS);
    assertThat(failed.keySet()).contains(Fault.NONE, Fault.CUT, Fault.STALL, Fault.HALF_CLOSE);
    assertThat(ended).containsKey(Fault.NONE);
  }

  @Async
  private Coroutine<Void> storm() throws IOException {
    EventLoop.running().setExceptionHandler((loop, context) -> reported.add(context));
    AsyncEvent release = new AsyncEvent();
    AsyncSemaphore connecting = new AsyncSemaphore(100);
    ServerOptions options = ServerOptions.DEFAULT.withBacklog(512);
    Server server =
        await(
            Streams.startServer(stream -> await(serve(stream, release)), "127.0.0.1", 0, options));
    unstalled = 2 * CONNECTIONS;
    List<Task<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      clients.add(createTask(connect(server, connecting, release)));
    }
    await(gather(clients));
    await(server.closeAsync());
    leftTasks = allTasks().size();
    return done();
  }

  private Fault pick() {
    return Fault.values()[random.nextInt(Fault.values().length)];
  }

  @Async
  @SuppressWarnings("try") // The permit is held, not used.
  private Coroutine<Void> connect(Server server, AsyncSemaphore connecting, AsyncEvent release)
      throws IOException {
    TcpStream stream;
    try (Permit permit = await(connecting.acquire())) {
      stream = await(Peers.connect(server));
    }
    Fault mine = pick();
    Fault other = pick();
    boolean stalls = mine == Fault.STALL || other == Fault.STALL;
    stream.writer().write(new byte[] {(byte) other.ordinal(), (byte) (stalls ? 1 : 0)});
    await(misbehave(stream, mine, stalls, release));
    return done();
  }

  /** The client says what is to be done: so both know whether one of them stalls. */
  @Async
  private Coroutine<Void> serve(TcpStream stream, AsyncEvent release) throws IOException {
    try {
      byte[] plan = await(stream.reader().readExactly(2));
      await(misbehave(stream, Fault.values()[plan[0]], plan[1] == 1, release));
    } catch (IOException e) {
      failed.merge(Fault.RESET, 1, Integer::sum); // Before the plan was read.
      oneLess(release, true);
    }
    return done();
  }

  /** Stalled pairs do not count: they are released when all others are done. */
  @Async
  private Coroutine<Void> misbehave(
      TcpStream stream, Fault fault, boolean stalls, AsyncEvent release) {
    oneLess(release, stalls);
    try {
      await(act(stream, fault, release));
      await(stream.closeAsync());
      ended.merge(fault, 1, Integer::sum);
    } catch (IOException e) {
      assertThat(e.getMessage()).contains("127.0.0.1");
      failed.merge(fault, 1, Integer::sum);
      stream.abort();
    }
    oneLess(release, !stalls);
    return done();
  }

  private void oneLess(AsyncEvent release, boolean counts) {
    if (counts && --unstalled == 0) {
      release.set();
    }
  }

  @Async
  private Coroutine<Void> act(TcpStream stream, Fault fault, AsyncEvent release)
      throws IOException {
    if (fault == Fault.STALL) {
      stream.writer().write(new byte[random.nextInt(MESSAGE)]);
      await(release.waitUntilSet());
      stream.writer().writeEof();
      await(stream.reader().readAll());
    } else {
      await(gather(send(stream, fault), readAll(stream)));
    }
    return done();
  }

  @Async
  private Coroutine<byte[]> send(TcpStream stream, Fault fault) throws IOException {
    stream.writer().write(new byte[random.nextInt(MESSAGE)]);
    switch (fault) {
      case CUT -> {
        await(stream.closeAsync());
      }
      case RESET -> {
        stream.abort();
      }
      case HALF_CLOSE -> {
        stream.writer().writeEof();
      }
      default -> {
        for (int i = 0; i < 5; i++) {
          stream.writer().write(new byte[MESSAGE]);
          await(stream.writer().drain());
        }
        stream.writer().writeEof();
      }
    }
    return done(new byte[0]);
  }

  @Async
  private static Coroutine<byte[]> readAll(TcpStream stream) throws IOException {
    return done(await(stream.reader().readAll()));
  }
}
