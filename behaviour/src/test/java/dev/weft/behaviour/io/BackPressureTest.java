package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Task;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.sync.AsyncEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The water marks of a writer, and closing while somebody drains: semantics 311, 324, 325. */
class BackPressureTest {
  private final List<Object> seen = new ArrayList<>();

  /** 311. */
  @Test
  void marksCanBeSetAndMustMakeSense() throws Exception {
    run(
        () -> {
          Server server = await(Peers.echoServer());
          TcpStream stream = await(Peers.connect(server));
          stream.writer().setBufferLimits(0, 0);
          stream.writer().write(new byte[1000]);
          await(stream.writer().drain());
          seen.add(stream.writer().bufferSize());
          assertThatThrownBy(() -> stream.writer().setBufferLimits(1, 2))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("high (1) must be >= low (2)");
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly(0);
  }

  /** 324: closing flushes, so who drains meanwhile loses nothing. */
  @Test
  void drainEndsWellWhenClosingHasFlushed() throws Exception {
    run(
        () -> {
          AsyncEvent mayRead = new AsyncEvent();
          Server server =
              await(
                  Streams.startServer(
                      stream -> {
                        await(mayRead.waitUntilSet());
                        seen.add(await(stream.reader().readAll()).length);
                      },
                      "127.0.0.1",
                      0));
          TcpStream stream = await(Peers.connect(server));
          stream.writer().write(new byte[20_000_000]);
          Task<Void> draining = createTask(stream.writer().drain());
          await(yieldNow());
          Task<Void> closing = createTask(stream.closeAsync());
          await(yieldNow());
          seen.add(draining.isDone());
          mayRead.set();
          await(draining);
          await(closing);
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly(false, 20_000_000);
  }

  /** 325: a peer that does not read cannot hold up whoever is cancelled. */
  @Test
  void cancelledClosingClosesAtOnce() throws Exception {
    run(
        () -> {
          AsyncEvent never = new AsyncEvent();
          Server server =
              await(Streams.startServer(stream -> await(never.waitUntilSet()), "127.0.0.1", 0));
          TcpStream stream = await(Peers.connect(server));
          stream.writer().write(new byte[20_000_000]);
          Task<Void> closing = createTask(stream.closeAsync());
          await(yieldNow());
          seen.add(closing.isDone());
          closing.cancel();
          await(yieldNow());
          seen.add(closing.isCancelled());
          seen.add(stream.writer().bufferSize());
          never.set();
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly(false, true, 0);
  }
}
