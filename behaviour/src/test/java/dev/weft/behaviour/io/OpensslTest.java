package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.behaviour.io.Peers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.Subprocess;
import dev.weft.io.SubprocessOptions;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with a peer that is not ours. */
class OpensslTest {
  private static Path pem;

  private final List<Object> seen = new ArrayList<>();

  @BeforeAll
  static void makeKeys() throws Exception {
    assumeTrue(Certificates.haveOpenssl(), "openssl is not installed");
    pem = Certificates.pem();
  }

  private static Coroutine<Subprocess> client(Server server, String protocol) throws IOException {
    return Subprocess.exec(
        SubprocessOptions.DEFAULT.withMergedStderr(),
        "openssl",
        "s_client",
        "-connect",
        "127.0.0.1:" + server.port(),
        "-CAfile",
        pem.toString(),
        "-verify_return_error",
        protocol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void itsClientIsServed(String protocol) throws Exception {
    run(
        () -> {
          Server server = await(Peers.tlsEchoServer());
          Subprocess client = await(client(server, protocol));
          client.stdin().write("through TLS\n");
          seen.add(await(lineWith(client, "through TLS")));
          client.stdin().write("Q\n"); // Its way to say goodbye.
          seen.add(await(client.waitExit()));
          await(client.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("through TLS", 0);
  }

  @Async
  private static Coroutine<String> lineWith(Subprocess process, String text) throws IOException {
    for (String line : process.stdout().lines()) {
      if (line.contains(text)) {
        return done(line);
      }
    }
    return done("not found: " + text);
  }

  /** A client that negotiates again could keep a server busy with public keys for ever. */
  @Test
  void negotiatingAgainIsRefused() throws Exception {
    run(
        () -> {
          Server server =
              await(
                  Peers.tlsServer(
                      stream -> {
                        try {
                          await(Peers.echo(stream));
                        } catch (IOException e) {
                          seen.add(e.getMessage().replaceAll(".*asked", "asked"));
                        }
                      }));
          Subprocess client = await(client(server, "-tls1_2"));
          client.stdin().write("before\n");
          seen.add(await(lineWith(client, "before")));
          client.stdin().write("R\n");
          await(client.communicate());
          await(client.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen)
        .containsExactly("before", "asked to negotiate TLS again: refused, connect anew instead");
  }

  @Test
  void itsServerIsTalkedTo() throws Exception {
    run(
        () -> {
          Subprocess server =
              await(
                  Subprocess.exec(
                      "openssl", "s_server", "-accept", "0", "-cert", pem.toString(), "-rev"));
          String accepting = await(lineWith(server, "ACCEPT"));
          int port = Integer.parseInt(accepting.replaceAll(".*:", ""));
          TcpStream stream = await(Streams.openConnection("localhost", port, Certificates.tls()));
          stream.writer().write("hello\n");
          seen.add(await(stream.reader().readLine()));
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("olleh\n");
  }

  /** What openssl makes of the end says that we said goodbye in good order. */
  @Test
  void itsClientHearsOurGoodbye() throws Exception {
    run(
        () -> {
          Server server = await(Peers.tlsServer(stream -> stream.writer().write("bye\n")));
          Subprocess client = await(client(server, "-tls1_3"));
          String all = text(await(client.stdout().readAll()));
          seen.add(all.contains("bye\n"));
          seen.add(all.contains("error") || all.contains("unexpected eof"));
          seen.add(await(client.waitExit()));
          await(client.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly(true, false, 0);
  }
}
