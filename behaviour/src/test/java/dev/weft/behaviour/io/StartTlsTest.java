package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.io.Certificates.tls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.io.ConnectionLostException;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Going over to TLS on a live stream; none of these may wait for the handshake's minute. */
@Timeout(30)
class StartTlsTest {
  private final List<Object> seen = new ArrayList<>();

  @Test
  void liveStreamGoesOverToTls() throws Exception {
    run(
        () -> {
          Server server =
              await(Streams.startServer(stream -> await(upgrade(stream)), "127.0.0.1", 0));
          TcpStream stream = await(Streams.openConnection("localhost", server.port()));
          stream.writer().write("STARTTLS\n");
          seen.add(await(stream.reader().readLine()));
          await(stream.startTls(tls()));
          seen.add(stream.tlsSession() != null);
          stream.writer().write("secret\n");
          seen.add(await(stream.reader().readLine()));
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("GO AHEAD\n", true, "secret\n");
  }

  @Async
  private static Coroutine<Void> upgrade(TcpStream stream) throws IOException {
    await(stream.reader().readLine());
    stream.writer().write("GO AHEAD\n");
    await(stream.startTls(tls()));
    await(Peers.echo(stream));
    return done();
  }

  /** A server that was told to expect a handshake, and gets or sends none. */
  private static Coroutine<Server> silentServer() throws IOException {
    return Streams.startServer(
        s -> {
          try {
            await(s.reader().readAll());
          } catch (IOException e) {
            // Its client was aborted, as it should be.
          }
        },
        "127.0.0.1",
        0);
  }

  /** The client's hello is out when this is done. */
  @Async
  private static Coroutine<Task<Void>> starting(TcpStream stream) throws IOException {
    Task<Void> task = createTask(stream.startTls(tls(), "localhost"));
    for (int i = 0; i < 3; i++) {
      await(yieldNow());
    }
    assertThat(task.isDone()).isFalse();
    return done(task);
  }

  @Test
  void cancelledHandshakeClosesTheStream() throws Exception {
    run(
        () -> {
          Server server = await(silentServer());
          TcpStream stream = await(Peers.connect(server));
          Task<Void> starting = await(starting(stream));
          starting.cancel();
          try {
            await(starting);
          } catch (CancelledError e) {
            seen.add(stream.writer().isClosing());
          }
          await(server.closeAsync()); // Its client is gone.
        });

    assertThat(seen).containsExactly(true);
  }

  @ParameterizedTest
  @CsvSource({"close", "abort"})
  void whoShakesHandsIsToldWhenTheStreamIsClosed(String how) throws Exception {
    run(
        () -> {
          Server server = await(silentServer());
          TcpStream stream = await(Peers.connect(server));
          Task<Void> starting = await(starting(stream));
          if (how.equals("close")) {
            await(stream.closeAsync());
            await(server.closeAsync());
          } else {
            stream.abort();
            server.abortClients();
          }
          try {
            await(starting);
          } catch (Exception e) {
            assertThat(e).isInstanceOf(ConnectionLostException.class);
            seen.add(e.getMessage().replaceAll("127[^)]*", "peer"));
          }
        });

    assertThat(seen)
        .containsExactly(
            "TLS handshake with \"localhost\" (/peer) given up: the stream was closed meanwhile");
  }

  /** What is written would go out in the clear, in the middle of the handshake. */
  @Test
  void nothingElseIsDoneToTheStreamMeanwhile() throws Exception {
    run(
        () -> {
          Server server = await(silentServer());
          TcpStream stream = await(Peers.connect(server));
          Task<Void> starting = await(starting(stream));
          try {
            stream.writer().write("password");
          } catch (IllegalStateException e) {
            seen.add(e.getMessage().replaceAll(" on .* during", " during"));
          }
          try {
            stream.writer().writeEof();
          } catch (IllegalStateException e) {
            seen.add("no end");
          }
          try {
            await(stream.startTls(tls()));
          } catch (IllegalStateException e) {
            seen.add("not twice");
          }
          seen.add(starting.isDone());
          stream.abort();
          try {
            await(starting);
          } catch (Exception e) {
            seen.add("closed");
          }
          server.abortClients();
          await(server.closeAsync());
        });

    assertThat(seen)
        .containsExactly(
            "write() during its TLS handshake: await startTls() first",
            "no end",
            "not twice",
            false,
            "closed");
  }

  /** What was sent in the clear must not be taken for something that came over TLS. */
  @Test
  void whatCameInTheClearMustBeReadBefore() throws Exception {
    run(
        () -> {
          Server server =
              await(
                  Streams.startServer(
                      s -> {
                        s.writer().write("GO AHEAD\nand by the way\n");
                        await(s.reader().readAll());
                      },
                      "127.0.0.1",
                      0));
          TcpStream stream = await(Peers.connect(server));
          seen.add(await(stream.reader().readLine()));
          try {
            await(stream.startTls(tls(), "localhost"));
          } catch (IllegalStateException e) {
            seen.add(e.getMessage().contains("15 bytes unread"));
          }
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("GO AHEAD\n", true);
  }

  /** A client that says nothing to a server over TLS. */
  @ParameterizedTest
  @CsvSource({"close", "abort"})
  void clientsInTheirHandshakeCanBeClosed(String how) throws Exception {
    run(
        () -> {
          Server server = await(Peers.tlsEchoServer());
          TcpStream stream = await(Peers.connect(server));
          while (server.clientCount() == 0) {
            await(yieldNow());
          }
          await(yieldNow());
          if (how.equals("close")) {
            server.closeClients();
          } else {
            server.abortClients();
          }
          await(server.closeAsync());
          seen.add(server.clientCount());
          await(stream.closeAsync());
        });

    assertThat(seen).containsExactly(0);
  }

  /** The end in the middle of a handshake, on either side. */
  @Test
  void peerThatLeavesDuringTheHandshakeIsTold() throws Exception {
    run(
        () -> {
          EventLoop.running()
              .setExceptionHandler((loop, context) -> {}); // The server does not mind.
          Server server =
              await(Streams.startServer(s -> await(s.reader().readExactly(10)), "127.0.0.1", 0));
          try {
            await(Peers.connectOverTls(server));
          } catch (SSLException | ConnectionLostException e) {
            seen.add(e.getMessage().replaceAll("127[^)]*", "peer"));
          }
          await(server.closeAsync());
        });

    assertThat(seen.toString()).contains("TLS handshake with \"localhost\" (", "failed: ");
  }

  /** Two layers would share the buffers that each takes for its own. */
  @Test
  void streamOverTlsDoesNotStartItAgain() throws Exception {
    run(
        () -> {
          Server server = await(Peers.tlsEchoServer());
          TcpStream stream = await(Peers.connectOverTls(server));
          try {
            await(stream.startTls(tls()));
          } catch (IllegalStateException e) {
            seen.add(e.getMessage().replaceAll("on .* \\(TLS", "on stream (TLS"));
          }
          stream.writer().write("still works\n");
          seen.add(await(stream.reader().readLine()));
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen)
        .containsExactly(
            "startTls() on stream (TLSv1.3) open, which goes over TLS already", "still works\n");
  }
}
