package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.io.Peers.connect;
import static dev.weft.behaviour.io.Peers.echoServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CancelledError;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.io.ConnectOptions;
import dev.weft.io.Server;
import dev.weft.io.ServerOptions;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers: semantics 326 to 328. */
class ServerTest {
  private final List<Object> seen = new ArrayList<>();

  /** 326. */
  @Test
  void failureOfAClientIsReportedAndTheServerGoesOn() throws Exception {
    IllegalStateException mine = new IllegalStateException("mine");
    run(
        () -> {
          EventLoop.running()
              .setExceptionHandler(
                  (loop, context) -> {
                    seen.add(context.message().replaceAll(": .*", ""));
                    seen.add(context.exception());
                  });
          Server server =
              await(
                  Streams.startServer(
                      stream -> {
                        if (await(stream.reader().readLine()).startsWith("fail")) {
                          throw mine;
                        }
                        stream.writer().write("fine");
                      },
                      "127.0.0.1",
                      0));
          for (String line : List.of("fail\n", "work\n")) {
            TcpStream stream = await(connect(server));
            stream.writer().write(line);
            seen.add(Peers.text(await(stream.reader().readAll())));
            await(stream.closeAsync());
          }
          await(server.closeAsync());
        });

    assertThat(seen)
        .containsExactly("Unhandled exception in client_connected_cb", mine, "", "fine");
  }

  /** 326. */
  @Test
  void cancelledClientIsClosedAndNotReported() throws Exception {
    run(
        () -> {
          EventLoop.running().setExceptionHandler((loop, context) -> seen.add(context));
          Future<Task<?>> client = EventLoop.running().createFuture();
          Server server =
              await(
                  Streams.startServer(
                      stream -> {
                        client.setResult(EventLoop.running().currentTask());
                        await(stream.reader().readAll());
                      },
                      "127.0.0.1",
                      0));
          TcpStream stream = await(connect(server));
          await(client).cancel();
          seen.add(await(stream.reader().readAll()).length);
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly(0);
  }

  /** 327. */
  @Test
  void serverThatWasNotStartedAcceptsFromTheStartOn() throws Exception {
    run(
        () -> {
          Server server =
              await(
                  Streams.startServer(
                      stream -> stream.writer().write("hello"),
                      "127.0.0.1",
                      0,
                      ServerOptions.DEFAULT.withStartServing(false)));
          TcpStream stream = await(connect(server)); // The system accepts; the server does not.
          Task<byte[]> greeting = createTask(() -> await(stream.reader().readAll()));
          await(yieldNow());
          seen.add(server.isServing() + " " + server.clientCount());
          server.startServing();
          seen.add(Peers.text(await(greeting)));
          await(stream.closeAsync());
          await(server.closeAsync());
          assertThatThrownBy(server::startServing)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("is closed");
        });

    assertThat(seen).containsExactly("false 0", "hello");
  }

  /** 327. */
  @Test
  void serveForeverEndsByCancellingAndClosesTheServer() throws Exception {
    run(
        () -> {
          Server server = await(echoServer());
          Task<Void> serving = createTask(server.serveForever());
          await(yieldNow());
          try {
            await(server.serveForever());
          } catch (IllegalStateException e) {
            seen.add(e.getMessage().contains("already being awaited"));
          }
          TcpStream stream = await(connect(server));
          stream.writer().write("x");
          seen.add(await(stream.reader().read(1)).length);
          serving.cancel();
          await(yieldNow());
          seen.add(serving.isDone()); // It waits for its client.
          await(stream.closeAsync());
          try {
            await(serving);
          } catch (CancelledError e) {
            seen.add(server.isServing());
          }
        });

    assertThat(seen).containsExactly(true, 1, false, false);
  }

  /** 328. */
  @Test
  void clientsCanBeClosedAndAborted() throws Exception {
    run(
        () -> {
          Server server = await(echoServer());
          for (int i = 0; i < 2; i++) {
            TcpStream stream = await(connect(server));
            stream.writer().write("x");
            await(stream.reader().read(1));
            if (i == 0) {
              server.closeClients();
            } else {
              server.abortClients();
            }
            try {
              seen.add(await(stream.reader().read(1)).length);
            } catch (IOException e) {
              seen.add("reset");
            }
            await(stream.closeAsync());
          }
          await(server.closeAsync());
          seen.add(server.clientCount());
        });

    assertThat(seen).containsExactly(0, "reset", 0);
  }

  @Test
  @SuppressWarnings("AddressSelection") // No names: nothing to choose from.
  void oneServerListensOnSeveralAddresses() throws Exception {
    run(
        () -> {
          InetAddress here = InetAddress.getByName("127.0.0.1");
          InetAddress alsoHere = InetAddress.getByName("127.0.0.2");
          Server server =
              await(
                  Streams.startServer(
                      stream -> stream.writer().write(String.valueOf(stream.localAddress())),
                      List.of(new InetSocketAddress(here, 0), new InetSocketAddress(alsoHere, 0)),
                      ServerOptions.DEFAULT));
          for (var address : server.addresses()) {
            TcpStream stream = await(Streams.openConnection(address, ConnectOptions.DEFAULT));
            seen.add(Peers.text(await(stream.reader().readAll())).equals(address.toString()));
            await(stream.closeAsync());
          }
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly(true, true);
  }

  @Test
  void takenPortIsNamedUnlessItIsShared() throws Exception {
    run(
        () -> {
          ServerOptions shared = ServerOptions.DEFAULT.withReusePort(true);
          Server first = await(Streams.startServer(s -> {}, "127.0.0.1", 0, shared));
          Server second = await(Streams.startServer(s -> {}, "127.0.0.1", first.port(), shared));
          try {
            await(Streams.startServer(s -> {}, "127.0.0.1", first.port()));
          } catch (BindException e) {
            seen.add(e.getMessage().replace(":" + first.port(), ":port"));
          }
          await(first.closeAsync());
          await(second.closeAsync());
        });

    assertThat(seen)
        .containsExactly(
            "cannot listen on /127.0.0.1:port: Address already in use; port 0 takes any free port");
  }

  /** Nobody closes anything: the end of the run does. */
  @Test
  void whatIsLeftOpenEndsWithTheLoop() throws Exception {
    run(() -> await(echoServer())); // What the JDK opens once is open from here on.
    int before = Descriptors.open();
    run(
        () -> {
          Server server = await(echoServer());
          TcpStream stream = await(connect(server));
          stream.writer().write(new byte[10 << 20]);
        });

    assertThat(Descriptors.settledAtMost(before)).isLessThanOrEqualTo(before);
  }

  /** The system then takes a queue of its own length: there are clients to be accepted. */
  @Test
  @Timeout(30)
  void serverWithoutABacklogAcceptsAllTheSame() throws Exception {
    ServerOptions options = ServerOptions.DEFAULT.withBacklog(0);
    run(
        () -> {
          Server server =
              await(
                  Streams.startServer(
                      stream -> await(Peers.echo(stream)), "127.0.0.1", 0, options));
          TcpStream stream = await(connect(server));
          stream.writer().write("anybody there?\n");
          seen.add(await(stream.reader().readLine()));
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("anybody there?\n");
  }

  /** A new version is started, and then the old one stopped. */
  @Test
  void socketOfASuccessorIsNotRemoved(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    run(
        () -> {
          Server old = await(Streams.startUnixServer(stream -> await(Peers.echo(stream)), path));
          Server successor =
              await(Streams.startUnixServer(stream -> await(Peers.echo(stream)), path));
          await(old.closeAsync());
          TcpStream stream = await(Streams.openUnixConnection(path));
          stream.writer().write("the new one\n");
          seen.add(await(stream.reader().readLine()));
          await(stream.closeAsync());
          await(successor.closeAsync());
          seen.add(Files.exists(path));
        });

    assertThat(seen).containsExactly("the new one\n", false);
  }

  /** To take another port would not help. */
  @Test
  void addressThatIsNotOursIsNamed(@TempDir Path folder) throws Exception {
    Path nowhere = folder.resolve("no").resolve("such");
    run(
        () -> {
          try {
            await(Streams.startServer(stream -> await(Peers.echo(stream)), "192.0.2.1", 80));
          } catch (BindException e) {
            seen.add(e.getMessage());
          }
          try {
            await(Streams.startUnixServer(stream -> await(Peers.echo(stream)), nowhere));
          } catch (IOException e) {
            seen.add(e.getMessage());
          }
        });

    assertThat(seen)
        .containsExactly(
            "cannot listen on /192.0.2.1:80: Cannot assign requested address",
            "cannot listen on " + nowhere + ": No such file or directory");
  }

  @Test
  void fileInTheWayOfASocketIsNamed(@TempDir Path folder) throws Exception {
    Path path = Files.createFile(folder.resolve("notes"));
    run(
        () -> {
          try {
            await(Streams.startUnixServer(stream -> await(Peers.echo(stream)), path));
          } catch (BindException e) {
            seen.add(e.getMessage());
          }
        });

    assertThat(seen)
        .containsExactly("cannot listen on " + path + ": there is a file that is no socket");
  }
}
