package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.io.AsyncResponse;
import dev.weft.io.HttpSession;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges that share one connection: what ends one of them must leave the others alone. */
@Timeout(60)
class Http2Test {
  /**
   * How much of a body the JDK's client takes ahead: 16 MiB for each stream unless told otherwise.
   */
  private static final String WINDOW = "jdk.httpclient.windowsize";

  private final List<Object> seen = new ArrayList<>();
  private H2Server server;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    System.setProperty(WINDOW, String.valueOf(128 * 1024));
    server = new H2Server(Certificates.tls());
    client =
        HttpClient.newBuilder()
            .sslContext(Certificates.tls())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    System.clearProperty(WINDOW);
    server.shutDown();
  }

  private String url(String way) {
    return way.equals("tls") ? server.secureUrl() : server.clearUrl();
  }

  /** Without redirects: Jetty at times closes the connection when the JDK's client follows one. */
  @ParameterizedTest
  @ValueSource(strings = {"tls", "upgrade"})
  void pagesAreGotAndBodiesPosted(String way) throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession(client);
          for (String path : List.of("/echo", "/missing")) {
            AsyncResponse response = await(session.get(url(way) + path));
            seen.add(response.version() + " " + response.status() + " " + response.uri().getPath());
            await(response.closeAsync());
          }
          AsyncResponse response = await(session.post(url(way) + "/echo", "what I say"));
          seen.add(response.version() + " " + await(response.text()));
          await(session.closeAsync());
        });

    assertThat(seen)
        .containsExactly("HTTP_2 200 /echo", "HTTP_2 404 /missing", "HTTP_2 what I say");
    assertThat(server.connections).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls", "upgrade"})
  void largeBodyIsStreamed(String way) throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession(client);
          AsyncResponse response = await(session.get(url(way) + "/large?300"));
          seen.add(response.version());
          for (int i = 0; i < 300; i++) {
            byte[] piece = await(response.reader().readExactly(H2Server.PIECE));
            assertThat(Arrays.equals(piece, H2Server.piece(i))).isTrue();
          }
          seen.add(await(response.bytes()).length);
          await(session.closeAsync());
        });

    assertThat(seen).containsExactly(HttpClient.Version.HTTP_2, 0);
  }

  /** A body that nobody reads is held up at the server by the windows of HTTP/2. */
  @Test
  void unreadBodyIsHeldUpAndDoesNotHoldUpOthers() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession(client);
          AsyncResponse unread = await(session.get(url("tls") + "/endless"));
          long before = -1;
          // Each round trip gives the server time to fill the window, if it is not full.
          for (int i = 0; i < 100 && before != server.endlessBytes.get(); i++) {
            before = server.endlessBytes.get();
            for (int j = 0; j < 10; j++) {
              await(await(session.post(url("tls") + "/echo", "meanwhile")).text());
            }
          }
          seen.add(server.endlessBytes.get() == before);
          assertThat(before).isBetween(128L * 1024, 1_000_000L);
          await(unread.reader().readExactly(30 * H2Server.PIECE));
          await(unread.closeAsync());
          await(session.closeAsync());
        });

    assertThat(seen).containsExactly(true);
    assertThat(server.endlessCutOff.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(server.connections).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reading", "closing", "waiting"})
  void whatEndsOneExchangeLeavesTheOthersAlone(String what) throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession(client);
          await(await(session.get(url("tls") + "/echo")).text()); // The connection is there.
          Task<AsyncResponse> other = createTask(session.get(url("tls") + "/gate"));
          await(yieldNow());
          await(end(what, session));
          server.gate.countDown();
          seen.add(await(await(other).text()));
          seen.add(await(await(session.post(url("tls") + "/echo", "afterwards")).text()));
          await(session.closeAsync());
        });

    assertThat(seen).containsExactly("ended", "open", "afterwards");
    if (!what.equals("waiting")) {
      assertThat(server.endlessCutOff.await(20, TimeUnit.SECONDS)).as("stream reset").isTrue();
    }
    assertThat(server.connections).hasSize(1);
  }

  @Async
  private Coroutine<Void> end(String what, HttpSession session) throws IOException {
    Task<?> task;
    if (what.equals("waiting")) {
      task = createTask(session.get(url("tls") + "/gate"));
      await(yieldNow());
    } else {
      AsyncResponse response = await(session.get(url("tls") + "/endless"));
      await(response.reader().readExactly(1000));
      if (what.equals("closing")) {
        await(response.closeAsync());
        seen.add("ended");
        return done();
      }
      task = createTask(response.bytes());
      await(yieldNow());
    }
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      seen.add("ended");
    }
    return done();
  }

  /** Servers close connections whose streams are reset too often: rapid reset (CVE-2023-44487). */
  @Test
  void closingWhatHasArrivedOrNearlyResetsNothing() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession(client);
          for (int i = 0; i < 300; i++) {
            AsyncResponse response = await(session.get(url("tls") + "/large?1"));
            await(response.closeAsync());
          }
          await(session.closeAsync());
        });

    assertThat(server.connections).hasSize(1);
  }

  @Test
  void manyExchangesAtOnceShareTheConnection() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession(client);
          await(await(session.get(url("tls") + "/echo")).text());
          List<Task<String>> all = new ArrayList<>();
          for (int i = 0; i < H2Server.MOST_STREAMS / 2; i++) {
            all.add(createTask(echoed(session, "request " + i)));
          }
          seen.addAll(await(gather(all)));
          await(session.closeAsync());
        });

    assertThat(seen)
        .hasSize(H2Server.MOST_STREAMS / 2)
        .contains("request 0")
        .doesNotHaveDuplicates();
    assertThat(server.connections).hasSize(1);
  }

  /** The server allows so many at once on a connection, and the JDK's client refuses the others. */
  @Test
  void requestsWithoutRoomOnTheConnectionWait() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession(client);
          await(await(session.get(url("tls") + "/echo")).text());
          List<Task<String>> all = new ArrayList<>();
          for (int i = 0; i < 3 * H2Server.MOST_STREAMS; i++) {
            all.add(createTask(echoed(session, "request " + i)));
          }
          await(yieldNow());
          Task<String> cancelled = all.remove(3 * H2Server.MOST_STREAMS - 1);
          cancelled.cancel();
          seen.addAll(await(gather(all)));
          await(session.closeAsync());
        });

    assertThat(seen).hasSize(3 * H2Server.MOST_STREAMS - 1).doesNotHaveDuplicates();
    assertThat(server.connections).hasSize(1);
  }

  @Async
  private Coroutine<String> echoed(HttpSession session, String text) throws IOException {
    return done(await(await(session.post(url("tls") + "/echo", text)).text()));
  }
}
