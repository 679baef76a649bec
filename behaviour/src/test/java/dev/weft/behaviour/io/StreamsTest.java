package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.io.Peers.connect;
import static dev.weft.behaviour.io.Peers.echoServer;
import static dev.weft.behaviour.io.Peers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.io.ConnectOptions;
import dev.weft.io.ConnectionLostException;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams over real sockets: semantics 310, 316, 324, 325, 329. */
class StreamsTest {
  /** A whole gigabyte with -Dweft.io.bytes=1073741824. */
  private static final long BYTES = Long.getLong("weft.io.bytes", 64L << 20);

  private static final int PIECE = 100_000;
  private static final int HIGH = 64 * 1024;

  private final List<Object> seen = new ArrayList<>();

  /** 324, 316: drain keeps the writer's memory at the high-water mark, whatever the reader does. */
  @Test
  void muchDataArrivesWholeAndTheWriterKeepsLittleOfIt() throws Exception {
    run(() -> await(sendMuch()));

    assertThat(seen).hasSize(3);
    assertThat(seen.get(0)).isEqualTo(seen.get(1));
    assertThat((Integer) seen.get(2)).isLessThanOrEqualTo(HIGH + PIECE);
  }

  @Async
  private Coroutine<Void> sendMuch() throws IOException {
    CRC32 received = new CRC32();
    Server server =
        await(Streams.startServer(stream -> await(checksum(stream, received)), "127.0.0.1", 0));
    TcpStream stream = await(connect(server));
    CRC32 sent = new CRC32();
    byte[] piece = new byte[PIECE];
    int most = 0;
    for (long left = BYTES; left > 0; left -= piece.length) {
      piece[(int) (left % PIECE)]++;
      sent.update(piece);
      stream.writer().write(piece);
      most = Math.max(most, stream.writer().bufferSize());
      await(stream.writer().drain());
    }
    stream.writer().writeEof();
    await(stream.reader().readAll());
    await(stream.closeAsync());
    await(server.closeAsync());
    seen.addAll(List.of(sent.getValue(), received.getValue(), most));
    return done();
  }

  /** Reads a little at a time, so that the writer is nearly always faster. */
  @Async
  private static Coroutine<Void> checksum(TcpStream stream, CRC32 sum) throws IOException {
    byte[] bytes;
    while ((bytes = await(stream.reader().read(20_000))).length > 0) {
      sum.update(bytes);
    }
    return done();
  }

  /** 324: several tasks drain at once; none is woken before the peer reads. */
  @Test
  void allWhoDrainAreWokenWhenThePeerReads() throws Exception {
    run(() -> await(drainTogether()));

    assertThat(seen).containsExactly("paused: 65536 < ", "read", "drained", "drained");
  }

  @Async
  private Coroutine<Void> drainTogether() throws IOException {
    AsyncEvent mayRead = new AsyncEvent();
    Server server =
        await(Streams.startServer(stream -> await(readAfter(mayRead, stream)), "127.0.0.1", 0));
    TcpStream stream = await(connect(server));
    while (stream.writer().bufferSize() <= HIGH) {
      stream.writer().write(new byte[1 << 20]);
      await(yieldNow());
    }
    seen.add("paused: " + HIGH + " < ");
    List<Task<Void>> drains = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      drains.add(createTask(drainAndTell(stream)));
    }
    await(yieldNow());
    seen.add("read");
    mayRead.set();
    await(gather(drains));
    await(stream.closeAsync());
    await(server.closeAsync());
    return done();
  }

  @Async
  private Coroutine<Void> drainAndTell(TcpStream stream) throws IOException {
    await(stream.writer().drain());
    seen.add("drained");
    return done();
  }

  @Async
  private static Coroutine<Void> readAfter(AsyncEvent event, TcpStream stream) throws IOException {
    await(event.waitUntilSet());
    await(stream.reader().readAll());
    return done();
  }

  /** 325: closing writes first what was kept. */
  @Test
  void closingFlushes() throws Exception {
    run(() -> await(closeWithMuchUnwritten()));

    assertThat(seen).containsExactly(4 << 20);
  }

  @Async
  private Coroutine<Void> closeWithMuchUnwritten() throws IOException {
    Server server =
        await(
            Streams.startServer(
                stream -> seen.add(await(stream.reader().readAll()).length), "127.0.0.1", 0));
    TcpStream stream = await(connect(server));
    stream.writer().write(new byte[4 << 20]);
    await(stream.closeAsync());
    await(stream.closeAsync());
    await(server.closeAsync());
    return done();
  }

  /** 310, 324. */
  @Test
  void resetIsReportedToWhoReadsAndWhoDrains() throws Exception {
    run(() -> await(readWhatIsReset()));

    assertThat(seen).hasSize(3).allMatch(each -> each instanceof ConnectionLostException);
    assertThat(seen.get(0).toString()).contains("127.0.0.1", "reset");
  }

  @Async
  private Coroutine<Void> readWhatIsReset() throws IOException {
    Server server = await(Streams.startServer(TcpStream::abort, "127.0.0.1", 0));
    TcpStream stream = await(connect(server));
    try {
      await(stream.reader().readLine());
    } catch (IOException e) {
      seen.add(e);
    }
    try {
      await(stream.reader().read(1));
    } catch (IOException e) {
      seen.add(e);
    }
    for (int i = 0; i < 3; i++) {
      stream.writer().write("in vain");
    }
    try {
      await(stream.writer().drain());
    } catch (IOException e) {
      seen.add(e);
    }
    await(stream.closeAsync()); // Says nothing more.
    await(server.closeAsync());
    return done();
  }

  /** 310. */
  @Test
  void nothingIsWrittenAfterTheEnd() throws Exception {
    run(
        () -> {
          Server server = await(echoServer());
          TcpStream stream = await(connect(server));
          stream.writer().writeEof();
          stream.writer().writeEof();
          assertThatThrownBy(() -> stream.writer().write("x"))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("Cannot call write() after writeEof()");
          await(stream.closeAsync());
          assertThat(stream.reader().atEof()).isTrue();
          await(server.closeAsync());
        });
  }

  /** 329. */
  @Test
  void refusedConnectionSaysWhere() throws Exception {
    run(
        () -> {
          Server server = await(echoServer());
          await(server.closeAsync());
          try {
            await(connect(server));
          } catch (ConnectException e) {
            seen.add(e.getMessage().replace(":" + server.port(), ":port"));
          }
        });

    assertThat(seen)
        .containsExactly(
            "cannot connect to /127.0.0.1:port: Connection refused; is anything listening there?");
  }

  @Test
  void unknownHostIsNamed() throws Exception {
    run(
        () -> {
          try {
            await(Streams.openConnection("no-such-host.invalid", 1));
          } catch (UnknownHostException e) {
            seen.add(e.getMessage());
          }
        });

    assertThat(seen)
        .containsExactly(
            "no address found for host \"no-such-host.invalid\" (port 1): check its spelling");
  }

  @Test
  void unixDomainSocketsWorkLikeTcp(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    run(
        () -> {
          Server server = await(Streams.startUnixServer(stream -> await(Peers.echo(stream)), path));
          seen.add(Files.exists(path));
          TcpStream stream = await(Streams.openUnixConnection(path));
          stream.writer().write("over a path\n");
          seen.add(await(stream.reader().readLine()));
          await(stream.closeAsync());
          await(server.closeAsync());
          seen.add(Files.exists(path));
        });

    assertThat(seen).containsExactly(true, "over a path\n", false);
  }

  @Test
  void addressesAreKnown() throws Exception {
    run(
        () -> {
          Server server = await(echoServer());
          TcpStream stream =
              await(
                  Streams.openConnection(
                      server.addresses().get(0), ConnectOptions.DEFAULT.withLimit(100)));
          seen.add(stream.remoteAddress().equals(server.addresses().get(0)));
          stream.writer().write("to " + stream.writer().remoteAddress() + "\n");
          seen.add(await(stream.reader().readLine()).equals("to " + stream.remoteAddress() + "\n"));
          assertThat(stream.localAddress()).isNotNull();
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly(true, true);
  }

  /** 316: a reader that is not read pauses its socket, and then nothing is lost. */
  @Test
  void readerThatFallsBehindPausesAndGoesOn() throws Exception {
    run(
        () -> {
          Server server = await(echoServer());
          TcpStream stream = await(connect(server));
          Task<Void> writing = createTask(writeAndEnd(stream, 3_000_000));
          byte[] first = await(stream.reader().readExactly(1));
          while (!stream.reader().toString().contains("paused")) {
            await(yieldNow());
          }
          seen.add(first.length + await(stream.reader().readAll()).length);
          await(writing);
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly(3_000_000);
  }

  @Async
  private static Coroutine<Void> writeAndEnd(TcpStream stream, int count) throws IOException {
    stream.writer().write(new byte[count]);
    await(stream.writer().drain());
    stream.writer().writeEof();
    return done();
  }

  @Test
  void textIsUtf8() throws Exception {
    run(
        () -> {
          Server server = await(echoServer());
          TcpStream stream = await(connect(server));
          stream.writer().write("grüße");
          stream.writer().writeEof();
          seen.add(text(await(stream.reader().readAll())));
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("grüße");
  }
}
