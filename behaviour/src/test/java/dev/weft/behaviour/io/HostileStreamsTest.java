package dev.weft.behaviour.io;

import static dev.weft.Asyncio.allTasks;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.io.Peers.connect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.io.ConnectOptions;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one should not do to a live stream, and what then happens. */
@Timeout(60)
class HostileStreamsTest {
  private final List<Object> seen = new ArrayList<>();

  /** asyncio: RuntimeError for the second, and the first goes on. */
  @Test
  void secondReaderOfAStreamIsRefusedAndTheFirstGoesOn() throws Exception {
    run(
        () -> {
          Server server = await(Peers.echoServer());
          TcpStream stream = await(connect(server));
          Task<String> first = createTask(stream.reader().readLine());
          await(yieldNow());
          try {
            await(stream.reader().readExactly(3));
          } catch (IllegalStateException e) {
            seen.add(e.getMessage().replaceAll(": .*;", ";"));
          }
          stream.writer().write("line\n");
          seen.add(await(first));
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen)
        .containsExactly(
            "readExactly() called while another coroutine is already waiting for incoming data;"
                + " let one task read, or put an AsyncLock around reading",
            "line\n");
  }

  /** A limit of one byte holds the peer up, but loses nothing. */
  @Test
  void smallestLimitLosesNothing() throws Exception {
    run(
        () -> {
          Server server = await(Peers.echoServer());
          TcpStream stream =
              await(
                  Streams.openConnection(
                      "127.0.0.1", server.port(), ConnectOptions.DEFAULT.withLimit(1)));
          stream.writer().write("a\n".repeat(2000));
          for (int i = 0; i < 2000; i++) {
            assertThat(await(stream.reader().readLine())).isEqualTo("a\n");
          }
          stream.writer().write("ab\n");
          try {
            await(stream.reader().readLine());
          } catch (IOException e) {
            seen.add(e.getClass().getSimpleName());
          }
          stream.writer().writeEof();
          await(stream.reader().readAll());
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("LimitOverrunException");
  }

  @Test
  void closingAgainAndByManyIsTheSameAsClosingOnce() throws Exception {
    run(
        () -> {
          Server server = await(Peers.echoServer());
          TcpStream stream = await(connect(server));
          stream.writer().write(new byte[3_000_000]);
          List<Task<Void>> closing = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            closing.add(createTask(stream.closeAsync()));
          }
          await(yieldNow());
          stream.writer().write("too late");
          stream.writer().writeEof();
          server.closeClients();
          for (Task<Void> each : closing) {
            try {
              await(each);
              seen.add("closed");
            } catch (Exception e) {
              assertThat(e).isInstanceOf(IOException.class);
              seen.add("lost");
            }
          }
          await(stream.closeAsync());
          stream.abort();
          seen.add(stream.writer().bufferSize());
          server.abortClients();
          await(server.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).hasSize(6).endsWith(0);
    assertThat(seen.stream().filter("lost"::equals).count()).isLessThanOrEqualTo(1);
  }

  /** A peer that has ended its direction still reads: for as long as it likes. */
  @Test
  void halfOpenPeerGetsAllOfIt() throws Exception {
    run(
        () -> {
          Server server =
              await(
                  Streams.startServer(
                      stream -> {
                        seen.add(await(stream.reader().readAll()).length);
                        for (int i = 0; i < 20; i++) {
                          stream.writer().write(new byte[100_000]);
                          await(stream.writer().drain());
                        }
                      },
                      "127.0.0.1",
                      0));
          TcpStream stream = await(connect(server));
          stream.writer().writeEof();
          seen.add(await(stream.reader().readAll()).length);
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly(0, 2_000_000);
  }

  /** Every client of a storm comes to an end, and so does the server. */
  @Test
  void serverThatClosesInAStormOfClientsLeavesNobodyWaiting() throws Exception {
    run(() -> await(Peers.echoServer())); // What the JDK opens once is open from here on.
    int before = Descriptors.open();
    for (int turns = 0; turns < 30; turns += 3) {
      int when = turns;
      run(() -> await(storm(when)));

      assertThat(seen).as("after %s turns", turns).hasSize(60);
      seen.clear();
    }
    assertThat(Descriptors.settledAtMost(before)).isLessThanOrEqualTo(before);
  }

  @Async
  private Coroutine<Void> storm(int turns) throws IOException {
    EventLoop.running().setExceptionHandler((loop, context) -> {}); // Clients are cut off.
    Server server = await(Peers.echoServer());
    List<Task<Void>> clients = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      clients.add(createTask(client(server)));
    }
    for (int i = 0; i < turns; i++) {
      await(yieldNow());
    }
    server.closeSoon();
    server.abortClients();
    await(server.closeAsync());
    assertThat(server.clientCount()).isZero();
    await(gather(clients));
    assertThat(allTasks()).hasSize(1);
    return done();
  }

  @Async
  private Coroutine<Void> client(Server server) {
    try {
      TcpStream stream = await(connect(server));
      stream.writer().write("x");
      stream.writer().writeEof();
      seen.add(await(stream.reader().readAll()).length);
      await(stream.closeAsync());
    } catch (IOException e) {
      seen.add(e);
    }
    return done();
  }

  /** As cancelling a read leaves the reader usable (322). */
  @Test
  void cancelledDrainLeavesTheStreamUsable() throws Exception {
    run(
        () -> {
          Server server = await(Peers.echoServer());
          TcpStream stream = await(connect(server));
          stream.writer().write(new byte[8_000_000]);
          Task<Void> draining = createTask(stream.writer().drain());
          await(yieldNow());
          draining.cancel();
          try {
            await(draining);
          } catch (CancelledError e) {
            seen.add("cancelled");
          }
          stream.writer().writeEof();
          seen.add(await(stream.reader().readAll()).length);
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("cancelled", 8_000_000);
  }
}
