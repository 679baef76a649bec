package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.CancelledError;
import dev.weft.Task;
import dev.weft.io.AsyncResponse;
import dev.weft.io.HttpSession;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests to the JDK's server, which is not ours. */
class HttpTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch cutOff = new CountDownLatch(1);
  private final List<Object> seen = new ArrayList<>();
  private HttpServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/hello", exchange -> answer(exchange, 200, "hello\nworld\n"));
    server.createContext("/latin", HttpTest::latin);
    server.createContext("/echo", HttpTest::echo);
    server.createContext("/moved", HttpTest::moved);
    server.createContext("/large", this::large);
    server.createContext("/never", exchange -> {});
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void latin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=ISO-8859-1");
    byte[] bytes = "grüße".getBytes(StandardCharsets.ISO_8859_1);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void echo(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    answer(exchange, 201, exchange.getRequestMethod() + " " + body);
  }

  private static void moved(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "/hello");
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  /** Ends when the client goes away. */
  private void large(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try {
      while (true) {
        exchange.getResponseBody().write(new byte[10_000]);
      }
    } catch (IOException e) {
      cutOff.countDown();
    }
  }

  @Test
  void pagesAreGot() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession();
          AsyncResponse response = await(session.get(url + "/hello"));
          seen.add(response.status());
          seen.add(response.headers().firstValueAsLong("content-length").getAsLong());
          seen.add(await(response.text()));
          seen.add(await(await(session.get(url + "/latin")).text()));
          seen.add(await(await(session.get(url + "/hello")).bytes()).length);
          AsyncResponse missing = await(session.get(url + "/missing"));
          seen.add(missing.status());
          await(missing.closeAsync());
          await(session.closeAsync());
        });

    assertThat(seen).containsExactly(200, 12L, "hello\nworld\n", "grüße", 12, 404);
  }

  @Test
  void linesComeOneByOneAndRedirectsAreFollowed() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession();
          AsyncResponse response = await(session.get(url + "/moved"));
          seen.add(response.uri().getPath());
          for (String line : response.lines()) {
            seen.add(line);
          }
          await(response.closeAsync());
          await(session.closeAsync());
        });

    assertThat(seen).containsExactly("/hello", "hello", "world");
  }

  @Test
  void bodiesArePosted() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession();
          AsyncResponse response = await(session.post(url + "/echo", "what I say"));
          seen.add(response.status() + " " + await(response.text()));
          await(session.closeAsync());
        });

    assertThat(seen).containsExactly("201 POST what I say");
  }

  @Test
  void streamedBodyIsAbortedWhenItIsClosed() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession();
          AsyncResponse response = await(session.get(url + "/large"));
          int count = 0;
          for (byte[] chunk : response.chunks()) {
            count += chunk.length;
            if (count > 1_000_000) {
              break;
            }
          }
          await(response.closeAsync());
          seen.add(await(response.reader().readAll()).length < 1_000_000);
          await(session.closeAsync());
        });

    cutOff.await();
    assertThat(seen).containsExactly(true);
  }

  @Test
  void cancellingAbortsTheExchange() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession();
          AsyncResponse response = await(session.get(url + "/large"));
          Task<byte[]> reading = createTask(response.bytes());
          await(yieldNow());
          Task<AsyncResponse> waiting = createTask(session.get(url + "/never"));
          await(yieldNow());
          for (Task<?> task : List.of(reading, waiting)) {
            task.cancel();
            try {
              await(task);
            } catch (CancelledError e) {
              seen.add("cancelled");
            }
          }
          await(session.closeAsync());
        });

    cutOff.await();
    assertThat(seen).containsExactly("cancelled", "cancelled");
  }

  @Test
  void failuresSayWhichRequest() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession();
          HttpRequest impatient =
              HttpRequest.newBuilder(URI.create(url + "/never"))
                  .timeout(Duration.ofMillis(20))
                  .build();
          try {
            await(session.send(impatient));
          } catch (HttpTimeoutException e) {
            seen.add(e.getMessage().replace(url, ""));
          }
          server.stop(0);
          try {
            await(session.get(url + "/hello"));
          } catch (ConnectException e) {
            seen.add(e.getMessage().replace(url, ""));
          }
          await(session.closeAsync());
        });

    assertThat(seen).hasSize(2);
    // On a busy machine the time may be up before there is a connection.
    assertThat(seen.get(0).toString())
        .matches("GET /never failed: (request|HTTP connect) timed out");
    assertThat(seen.get(1).toString()).startsWith("GET /hello failed: ");
  }

  /** What a header or an address says must not become a second header. */
  @Test
  void nobodySmugglesHeaders() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession();
          for (String value : List.of("evil\r\nX-Evil: yes", "evil\nX-Evil: yes", "evil\0")) {
            assertThatThrownBy(
                    () -> HttpRequest.newBuilder(URI.create(url)).header("X-Mine", value))
                .isInstanceOf(IllegalArgumentException.class);
          }
          assertThatThrownBy(() -> session.get(url + "/hello HTTP/1.1\r\nX-Evil: yes\r\n"))
              .isInstanceOf(IllegalArgumentException.class);
          await(session.closeAsync());
        });
  }

  /** What had come in was given as if it were all. */
  @Test
  void bodyThatIsAbortedWithItsSessionIsNotTakenForWhole() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession();
          AsyncResponse response = await(session.get(url + "/large"));
          Task<byte[]> reading = createTask(response.bytes());
          await(yieldNow());
          await(session.closeAsync());
          try {
            seen.add(await(reading).length);
          } catch (Exception e) {
            seen.add(e.getMessage().replace(url, ""));
          }
        });

    assertThat(seen)
        .containsExactly(
            "the body of GET /large was given up: its session was closed, or the task that read it"
                + " cancelled");
  }

  /** It went on, and on JDK 17 whoever waited for it waited for ever. */
  @Test
  @Timeout(30)
  void requestWithoutAnAnswerEndsWithItsSession() throws Exception {
    run(
        () -> {
          HttpSession session = new HttpSession(HttpClient.newHttpClient());
          Task<AsyncResponse> waiting = createTask(session.get(url + "/never"));
          await(yieldNow());
          await(session.closeAsync());
          try {
            await(waiting);
          } catch (Exception e) {
            seen.add(e.getMessage().replace(url, ""));
          }
        });

    assertThat(seen).containsExactly("GET /never failed: its session was closed");
  }
}
