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
import dev.weft.io.Server;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is awaited when the cancellation comes, nothing stays open. */
class CancelAnywhereTest {
  private static final int RUNS = Integer.getInteger("weft.io.cancellations", 150);
  private static final int MOST_TURNS = 3000;

  /** What is cancelled somewhere in its course. */
  @FunctionalInterface
  private interface Scenario {
    Coroutine<Void> run() throws IOException;
  }

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

  private void cancelEverywhere(Scenario scenario) throws Exception {
    run(() -> await(scenario.run())); // What the JDK opens once is open from here on.
    int before = Descriptors.open();
    Random random = new Random(1);
    for (int i = 0; i < RUNS; i++) {
      int turns = random.nextInt(1 << random.nextInt(12)) % MOST_TURNS;
      run(() -> await(cancelledAfter(turns, scenario)));
      assertThat(Descriptors.open()).as("after %s turns", turns).isEqualTo(before);
    }
    assertThat(cancelled).isGreaterThan(RUNS / 4);
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
