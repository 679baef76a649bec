package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.io.ConnectOptions;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * TLS that ends without close-notify may have been cut off by anybody on the way: that is no end.
 * asyncio gives an empty read; SSLEngine and we do not.
 */
class TlsCutOffTest {
  private final List<Object> seen = new ArrayList<>();

  /** Without close-notify the end may be an attacker's. */
  @Test
  void cutOffConnectionIsNotAnEnd() throws Exception {
    run(
        () -> {
          Server server =
              await(
                  Peers.tlsServer(
                      stream -> {
                        stream.writer().write("begin");
                        await(stream.reader().readExactly(1));
                        stream.abort();
                      }));
          TcpStream stream = await(Peers.connectOverTls(server));
          stream.writer().write("x");
          try {
            seen.add(Peers.text(await(stream.reader().readAll())));
          } catch (IOException e) {
            seen.add("cut off");
          }
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("cut off");
  }

  /**
   * Somebody on the way ends the connection in good order, which costs no key: between two records,
   * or in the middle of one.
   */
  @ParameterizedTest
  @CsvSource({"TLSv1.2, 0", "TLSv1.2, 3", "TLSv1.3, 0", "TLSv1.3, 3"})
  void plainEndOnTheWayIsNotAnEnd(String protocol, int missing) throws Exception {
    run(
        () -> {
          EventLoop.running()
              .setExceptionHandler((loop, context) -> {}); // The server is cut off too.
          Server server =
              await(
                  Peers.tlsServer(
                      stream -> {
                        stream.writer().write("begin");
                        await(stream.reader().readExactly(1));
                        stream.writer().write(" and end");
                        await(stream.reader().readAll());
                      }));
          AsyncEvent cut = new AsyncEvent();
          Server relay =
              await(
                  Streams.startServer(
                      s -> await(relay(s, server.port(), cut, missing)), "127.0.0.1", 0));
          ConnectOptions options = Peers.overTls(protocol);
          TcpStream stream = await(Streams.openConnection("localhost", relay.port(), options));
          seen.add(Peers.text(await(stream.reader().readExactly(5))));
          cut.set();
          stream.writer().write("x");
          try {
            byte[] rest;
            while ((rest = await(stream.reader().read(100))).length > 0) {
              seen.add(Peers.text(rest));
            }
            seen.add("the end");
          } catch (SSLException e) {
            seen.add(e.getMessage().replaceAll(".*ended", "ended"));
          }
          seen.add(stream.writer().isClosing());
          await(stream.closeAsync());
          await(relay.closeAsync());
          server.abortClients();
          await(server.closeAsync());
        });

    String cutOff = "ended without close-notify: what was received may be cut off";
    if (missing == 0) {
      assertThat(seen).containsExactly("begin", " and end", cutOff, true);
    } else {
      assertThat(seen).containsExactly("begin", cutOff, true);
    }
  }

  /** Passes everything on; after the cut only one piece, without its last bytes, and then ends. */
  @Async
  private static Coroutine<Void> relay(TcpStream client, int port, AsyncEvent cut, int missing)
      throws IOException {
    TcpStream server = await(Streams.openConnection("127.0.0.1", port));
    Task<Void> up = createTask(passOn(client, server));
    byte[] bytes;
    while ((bytes = await(server.reader().read(64 * 1024))).length > 0) {
      client.writer().write(Arrays.copyOf(bytes, bytes.length - (cut.isSet() ? missing : 0)));
      if (cut.isSet()) {
        client.writer().writeEof();
        break;
      }
    }
    await(up);
    await(server.closeAsync());
    return done();
  }

  @Async
  private static Coroutine<Void> passOn(TcpStream from, TcpStream to) throws IOException {
    for (byte[] bytes : from.reader().chunks()) {
      to.writer().write(bytes);
    }
    return done();
  }
}
