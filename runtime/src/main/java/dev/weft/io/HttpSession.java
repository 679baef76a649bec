package dev.weft.io;

import dev.weft.AsyncCloseable;
import dev.weft.Asyncio;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Publisher;
import org.jspecify.annotations.Nullable;

/**
 * Makes HTTP requests, 1.1 and 2: what aiohttp's client is to asyncio, over {@link HttpClient}.
 *
 * <p>Cancelling the task that awaits a response, or reads it, aborts the exchange. Bodies are read
 * as they come; who reads slowly slows the server down. Requests for which there is no room on an
 * HTTP/2 connection wait until there is.
 */
public final class HttpSession implements AsyncCloseable {
  private static final Duration SHORTLY = Duration.ofMillis(10);

  private final HttpClient client;
  private final boolean ownsClient;
  private final Set<AsyncResponse> open = new LinkedHashSet<>();

  /** Those that wait for the headers of their response. */
  private final Set<HttpExchange> sent = new LinkedHashSet<>();

  /** Those that wait for room on a connection, first come first served. */
  private final Deque<Future<Void>> refused = new ArrayDeque<>();

  /** How many were sent and are not over. */
  private int underWay;

  private boolean closed;

  /** A session that follows redirects, but none from HTTPS to HTTP. */
  public HttpSession() {
    this(HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build(), true);
  }

  /**
   * A session over a client that is set up as one likes.
   *
   * @param client not closed with the session
   */
  public HttpSession(HttpClient client) {
    this(client, false);
  }

  private HttpSession(HttpClient client, boolean ownsClient) {
    this.client = client;
    this.ownsClient = ownsClient;
  }

  /**
   * Gets a page.
   *
   * @param url what to get
   * @return the response, when its headers are there
   * @throws IOException when awaited, if there is no response
   */
  public Coroutine<AsyncResponse> get(String url) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  /**
   * Posts text.
   *
   * @param url where to
   * @param body sent as UTF-8
   * @return the response, when its headers are there
   * @throws IOException when awaited, if there is no response
   */
  public Coroutine<AsyncResponse> post(String url, String body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)).build());
  }

  /**
   * Posts bytes.
   *
   * @param url where to
   * @param body what to send
   * @return the response, when its headers are there
   * @throws IOException when awaited, if there is no response
   */
  public Coroutine<AsyncResponse> post(String url, byte[] body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofByteArray(body)).build());
  }

  /**
   * Makes a request.
   *
   * @param request method, headers, body and timeout as one likes
   * @return the response, when its headers are there
   * @throws IOException when awaited, if there is no response; an HttpTimeoutException if the
   *     request's timeout is up
   */
  public Coroutine<AsyncResponse> send(HttpRequest request) throws IOException {
    requireOpen();
    return new HttpExchange(this, request).coroutine();
  }

  /** Sends, on a thread of the client's. */
  CompletableFuture<HttpResponse<Publisher<List<ByteBuffer>>>> start(HttpExchange exchange) {
    requireOpen();
    var response = client.sendAsync(exchange.request(), BodyHandlers.ofPublisher());
    underWay++;
    sent.add(exchange);
    return response;
  }

  /** The exchange waits no more: it has them, or failed. */
  void hasHeaders(HttpExchange exchange) {
    sent.remove(exchange);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("send() of " + this + ", which is closed");
    }
  }

  AsyncResponse opened(HttpResponse<Publisher<List<ByteBuffer>>> response) {
    AsyncResponse opened = new AsyncResponse(this, response);
    open.add(opened);
    return opened;
  }

  /** What {@link #start} began is over. */
  void ended() {
    underWay--;
    letNextTry();
  }

  /** Waits until there may be room on a connection that had none. */
  Awaitable<?> room() {
    if (underWay == 0) {
      // Others use the client too, or it has not taken notice yet of what ended just now.
      return Asyncio.sleep(SHORTLY);
    }
    Future<Void> turn = EventLoop.running().createFuture();
    refused.add(turn);
    return turn;
  }

  /** One at a time: each that ends makes room for one. */
  void letNextTry() {
    Future<Void> turn;
    while ((turn = refused.poll()) != null) {
      if (!turn.isDone()) {
        turn.setResult(null);
        return;
      }
    }
  }

  void left(AsyncResponse response) {
    open.remove(response);
    ended();
  }

  /**
   * Aborts what is under way, and closes the client if it is the session's own. Before Java 21
   * clients cannot be closed: idle connections are kept until the client is collected.
   *
   * @return done at once
   */
  @Override
  public Coroutine<Void> closeAsync() {
    return new Steps<Void>() {
      @Override
      @Nullable Object step(int number, @Nullable Object value) {
        closed = true;
        List.copyOf(sent).forEach(HttpExchange::giveUp);
        List.copyOf(open).forEach(AsyncResponse::abort);
        List.copyOf(refused).forEach(waiting -> letNextTry()); // Which tells them.
        if (ownsClient) {
          shutDownClient();
        }
        return null;
      }
    }.coroutine();
  }

  private void shutDownClient() {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(client);
    } catch (ReflectiveOperationException tooOld) {
      // Java 17 to 20: the collector closes it.
    }
  }

  @Override
  public String toString() {
    return "<HttpSession " + open.size() + " open responses" + (closed ? ", closed>" : ">");
  }
}
