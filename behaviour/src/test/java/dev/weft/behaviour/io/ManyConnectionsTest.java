package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.Server;
import dev.weft.io.ServerOptions;
import dev.weft.io.Streams;
import dev.weft.io.Subprocess;
import dev.weft.io.SubprocessOptions;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * One loop that serves many at once; the clients are another process, with descriptors of its own.
 */
class ManyConnectionsTest {
  /** Ten thousand with -Dweft.io.connections=10000. */
  private static final int CONNECTIONS = Integer.getInteger("weft.io.connections", 1000);

  private static final int ROUNDS = 6;

  /** In which rounds the heap is measured: when all is warm, and at the end. */
  private static final int EARLY = 2 * CONNECTIONS;

  private static final int LATE = ROUNDS * CONNECTIONS;

  /** What a connection at rest may cost: tasks, frames, sockets and all. */
  private static final long MOST_BYTES_EACH = 8 * 1024;

  private int echoes;
  private int connected;
  private int most;
  private long heapBefore;
  private long heapEarly;
  private long heapLate;

  @Test
  void allAreServedAndMemoryStaysFlat() throws Exception {
    heapBefore = heap();
    String printed = run(() -> await(serve()));

    assertThat(printed.strip()).isEqualTo(String.valueOf(CONNECTIONS * ROUNDS));
    assertThat(most).isEqualTo(CONNECTIONS);
    long each = (heapLate - heapBefore) / CONNECTIONS;

    assertThat(each).isLessThan(MOST_BYTES_EACH);
    assertThat(heapLate - heapEarly).isLessThan((heapEarly - heapBefore) / 2 + 1_000_000);
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Async
  private Coroutine<String> serve() throws IOException {
    ServerOptions options = ServerOptions.DEFAULT.withBacklog(1024);
    Server server =
        await(Streams.startServer(stream -> await(count(stream)), "127.0.0.1", 0, options));
    Subprocess clients =
        await(
            Subprocess.exec(
                SubprocessOptions.DEFAULT.withStderr(Redirect.INHERIT),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EchoClients.class.getName(),
                String.valueOf(server.port()),
                String.valueOf(CONNECTIONS),
                String.valueOf(ROUNDS)));
    String printed = Peers.text(await(clients.communicate()).stdout());
    await(clients.closeAsync());
    await(server.closeAsync());
    return done(printed);
  }

  @Async
  private Coroutine<Void> count(TcpStream stream) throws IOException {
    connected++;
    byte[] bytes;
    while ((bytes = await(stream.reader().read(1000))).length > 0) {
      echoes++;
      if (echoes == EARLY) {
        heapEarly = heap();
      } else if (echoes == LATE) {
        heapLate = heap();
        most = connected;
      }
      stream.writer().write(bytes);
      await(stream.writer().drain());
    }
    connected--;
    return done();
  }
}
