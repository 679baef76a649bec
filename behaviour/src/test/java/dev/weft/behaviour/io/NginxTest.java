package dev.weft.behaviour.io;

import static dev.weft.Asyncio.async;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.AsyncConsumer;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.io.AsyncResponse;
import dev.weft.io.HttpSession;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP with nginx, as it stands in front of most servers; skipped where it is not installed. */
@Timeout(60)
class NginxTest {
  /** How many requests at once; each has a connection of its own in HTTP/1.1. */
  private static final int CONCURRENT = Integer.getInteger("weft.io.requests", 40);

  @TempDir Path folder;

  private final List<Object> seen = new ArrayList<>();

  /** The heads that the server behind nginx has read. */
  private final List<String> requests = new ArrayList<>();

  @BeforeAll
  static void requireNginx() {
    assumeTrue(Nginx.isInstalled(), "nginx is not installed (Debian: apt-get install nginx-light)");
  }

  /** What a test does with the session. */
  @FunctionalInterface
  private interface Talk {
    Coroutine<Void> with(HttpSession session, Nginx nginx) throws IOException;
  }

  private void withNginx(AsyncConsumer<TcpStream> behind, Talk talk) throws Exception {
    run(() -> await(talking(behind, talk)));
  }

  @Async
  private Coroutine<Void> talking(AsyncConsumer<TcpStream> behind, Talk talk) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(Certificates.tls())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpSession session = new HttpSession(client);
    try (Server upstream =
            await(Streams.startServer(stream -> await(answered(stream, behind)), "127.0.0.1", 0));
        Nginx nginx = await(Nginx.start(folder, Certificates.pem(), upstream.port()))) {
      await(talk.with(session, nginx));
      await(session.closeAsync());
      upstream.abortClients();
    }
    return done();
  }

  @Async
  private Coroutine<Void> answered(TcpStream stream, AsyncConsumer<TcpStream> behind)
      throws Exception {
    try {
      requests.add(Peers.text(await(stream.reader().readUntil(Peers.bytes("\r\n\r\n")))));
      await(async(behind, stream));
    } catch (IOException e) {
      seen.add("upstream: nginx has gone");
    }
    return done();
  }

  @Test
  void pagesRedirectsAndLargeBodies() throws Exception {
    withNginx(stream -> {}, this::pages);

    assertThat(seen)
        .containsExactly(
            "HTTP_1_1 200 hello\n",
            "HTTP_1_1 /hello",
            "HTTP_1_1 " + Nginx.LARGE + " whole",
            "HTTP_2 200 hello\n",
            "HTTP_2 /hello",
            "HTTP_2 " + Nginx.LARGE + " whole");
  }

  @Async
  private Coroutine<Void> pages(HttpSession session, Nginx nginx) throws IOException {
    CRC32 expected = new CRC32();
    expected.update(Nginx.largeFile());
    for (String url : List.of(nginx.clearUrl, nginx.secureUrl)) {
      AsyncResponse hello = await(session.get(url + "/hello"));
      seen.add(hello.version() + " " + hello.status() + " " + await(hello.text()));
      AsyncResponse moved = await(session.get(url + "/moved"));
      seen.add(moved.version() + " " + moved.uri().getPath());
      await(moved.closeAsync());
      AsyncResponse large = await(session.get(url + "/large"));
      CRC32 sum = new CRC32();
      int count = 0;
      for (byte[] chunk : large.chunks()) {
        sum.update(chunk);
        count += chunk.length;
      }
      boolean whole = sum.getValue() == expected.getValue();
      seen.add(large.version() + " " + count + (whole ? " whole" : " broken"));
    }
    return done();
  }

  @Test
  void manyRequestsAtOnce() throws Exception {
    withNginx(stream -> {}, this::many);

    assertThat(seen).hasSize(2 * CONCURRENT).containsOnly("hello\n");
  }

  @Async
  private Coroutine<Void> many(HttpSession session, Nginx nginx) throws IOException {
    for (String url : List.of(nginx.clearUrl, nginx.secureUrl)) {
      List<Task<String>> all = new ArrayList<>();
      for (int i = 0; i < CONCURRENT; i++) {
        all.add(createTask(page(session, url + "/hello")));
      }
      seen.addAll(await(gather(all)));
    }
    return done();
  }

  @Async
  private static Coroutine<String> page(HttpSession session, String url) throws IOException {
    return done(await(await(session.get(url)).text()));
  }

  /** Without an answer, and in the middle of one. */
  @Test
  void cutConnectionsAreFailures() throws Exception {
    AsyncEvent begun = new AsyncEvent();
    withNginx(
        stream -> {
          stream.writer().write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegin");
          await(begun.waitUntilSet());
        },
        (session, nginx) -> cut(session, nginx, begun));

    assertThat(seen)
        .containsExactly("HTTP_1_1 begin", "broke off", "HTTP_2 begin", "broke off", "no answer");
  }

  @Async
  private Coroutine<Void> cut(HttpSession session, Nginx nginx, AsyncEvent begun)
      throws IOException {
    for (String url : List.of(nginx.clearUrl, nginx.secureUrl)) {
      AsyncResponse response = await(session.get(url + "/upstream"));
      seen.add(response.version() + " " + Peers.text(await(response.reader().readExactly(5))));
      begun.set();
      try {
        seen.add(await(response.bytes()).length);
      } catch (IOException e) {
        seen.add(e.getMessage().contains("broke off") ? "broke off" : e);
      }
      begun.clear();
    }
    try {
      await(session.get(nginx.clearUrl + "/gone"));
    } catch (IOException e) {
      seen.add("no answer");
    }
    return done();
  }

  @Test
  void redirectsInACircleEnd() throws Exception {
    withNginx(stream -> {}, this::around);

    assertThat(seen).containsExactly(302);
  }

  @Async
  private Coroutine<Void> around(HttpSession session, Nginx nginx) throws IOException {
    AsyncResponse response = await(session.get(nginx.clearUrl + "/around"));
    seen.add(response.status()); // The JDK's client follows five and gives what it has then.
    await(response.closeAsync());
    return done();
  }

  /** Who gives up hangs up: nginx tells the server behind. */
  @Test
  void timeoutAndCancellationReachTheServerBehind() throws Exception {
    AsyncEvent hungUp = new AsyncEvent();
    withNginx(
        stream -> {
          await(stream.reader().readAll());
          hungUp.set();
        },
        (session, nginx) -> impatient(session, nginx, hungUp));

    assertThat(seen).containsExactly("timed out", "hung up", "cancelled", "hung up");
    assertThat(requests).hasSize(2);
  }

  @Async
  private Coroutine<Void> impatient(HttpSession session, Nginx nginx, AsyncEvent hungUp)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(nginx.clearUrl + "/upstream"))
            .timeout(Duration.ofMillis(100))
            .build();
    try {
      await(session.send(request));
    } catch (HttpTimeoutException e) {
      seen.add("timed out");
    }
    await(hungUp.waitUntilSet());
    seen.add("hung up");
    hungUp.clear();
    Task<AsyncResponse> task = createTask(session.get(nginx.secureUrl + "/upstream"));
    while (requests.size() < 2) {
      await(yieldNow());
    }
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      seen.add("cancelled");
    }
    await(hungUp.waitUntilSet());
    seen.add("hung up");
    return done();
  }
}
