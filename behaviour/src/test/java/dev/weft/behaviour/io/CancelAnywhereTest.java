package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.io.AsyncFile;
import dev.weft.io.DatagramEndpoint;
import dev.weft.io.Server;
import dev.weft.io.Subprocess;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is awaited when the cancellation comes, nothing stays open. */
class CancelAnywhereTest {
  private static final int RUNS = Integer.getInteger("weft.io.cancellations", 60);
  private static final int MOST_TURNS = 3000;

  /** What is cancelled somewhere in its course. */
  @FunctionalInterface
  private interface Scenario {
    Coroutine<Void> run() throws IOException;
  }

  @TempDir Path folder;

  private int cancelled;

  @Test
  void streamsAndServers() throws Exception {
    cancelEverywhere(CancelAnywhereTest::talk);
  }

  @Async
  private static Coroutine<Void> talk() throws IOException {
    Server server = await(Peers.echoServer());
    try {
      TcpStream stream = await(Peers.connect(server));
      try {
        stream.writer().write(new byte[300_000]);
        await(stream.writer().drain());
        await(stream.reader().readExactly(300_000));
        stream.writer().writeEof();
        await(stream.reader().readAll());
      } finally {
        await(stream.closeAsync());
      }
    } finally {
      await(server.closeAsync());
    }
    return done();
  }

  @Test
  void tls() throws Exception {
    cancelEverywhere(CancelAnywhereTest::talkSecretly, RUNS / 3); // Handshakes are expensive.
  }

  @Async
  private static Coroutine<Void> talkSecretly() throws IOException {
    Server server = await(Peers.tlsEchoServer());
    try {
      TcpStream stream = await(Peers.connectOverTls(server));
      try {
        stream.writer().write(new byte[100_000]);
        await(stream.writer().drain());
        await(stream.reader().readExactly(100_000));
      } finally {
        await(stream.closeAsync());
      }
    } finally {
      await(server.closeAsync());
    }
    return done();
  }

  @Test
  void subprocesses() throws Exception {
    cancelEverywhere(CancelAnywhereTest::runCat);
  }

  @Async
  private static Coroutine<Void> runCat() throws IOException {
    Subprocess child = await(Subprocess.exec("cat"));
    try {
      await(child.communicate(new byte[200_000]));
    } finally {
      await(child.closeAsync());
    }
    return done();
  }

  @Test
  void filesAndDatagrams() throws Exception {
    cancelEverywhere(this::writeAndSend);
  }

  @Async
  private Coroutine<Void> writeAndSend() throws IOException {
    AsyncFile file =
        await(
            AsyncFile.open(
                folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    try {
      await(file.write(new byte[100_000]));
      DatagramEndpoint endpoint = await(DatagramEndpoint.bind("127.0.0.1", 0));
      try {
        await(endpoint.send(new byte[10], endpoint.localAddress()));
        await(endpoint.receive());
      } finally {
        await(endpoint.closeAsync());
      }
      await(file.flush());
    } finally {
      await(file.closeAsync());
    }
    return done();
  }

  private void cancelEverywhere(Scenario scenario) throws Exception {
    cancelEverywhere(scenario, RUNS);
  }

  private void cancelEverywhere(Scenario scenario, int runs) throws Exception {
    run(() -> await(scenario.run())); // What the JDK opens once is open from here on.
    int before = Descriptors.open();
    Random random = new Random(Long.getLong("weft.io.seed", 1));
    for (int i = 0; i < runs; i++) {
      int turns = random.nextInt(1 << random.nextInt(12)) % MOST_TURNS;
      run(() -> await(cancelledAfter(turns, scenario)));
      assertThat(Descriptors.settledAtMost(before))
          .as("after %s turns: %s", turns, Descriptors.list())
          .isLessThanOrEqualTo(before);
    }
    assertThat(cancelled).isGreaterThan(runs / 4);
  }

  @Async
  private Coroutine<Void> cancelledAfter(int turns, Scenario scenario) throws IOException {
    EventLoop.running().setExceptionHandler((loop, context) -> {}); // Peers lose their connections.
    Task<Void> task = EventLoop.running().createTask(scenario.run());
    cancelIn(turns, task);
    try {
      await(task);
    } catch (CancelledError e) {
      cancelled++;
    }
    return done();
  }

  private static void cancelIn(int turns, Task<?> task) {
    if (turns == 0) {
      task.cancel();
    } else if (!task.isDone()) {
      EventLoop.running().callSoon(() -> cancelIn(turns - 1, task));
    }
  }
}
