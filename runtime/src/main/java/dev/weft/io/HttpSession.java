package dev.weft.io;

import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import dev.weft.Future;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
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
 * as they come; who reads slowly slows the server down.
 */
public final class HttpSession implements AsyncCloseable {
  private final HttpClient client;
  private final boolean ownsClient;
  private final Set<AsyncResponse> open = new LinkedHashSet<>();
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
    if (closed) {
      throw new IllegalStateException("send() of " + this + ", which is closed");
    }
    return new Exchange(request).coroutine();
  }

  /** One request on its way to a response. */
  private final class Exchange extends Steps<AsyncResponse> {
    private final HttpRequest request;
    private @Nullable CompletableFuture<HttpResponse<Publisher<List<ByteBuffer>>>> stage;

    Exchange(HttpRequest request) {
      this.request = request;
    }

    @Override
    @Nullable Object step(int number, @Nullable Object value) {
      if (number == 0) {
        stage = client.sendAsync(request, BodyHandlers.ofPublisher());
        return Future.of(stage);
      }
      AsyncResponse response = new AsyncResponse(HttpSession.this, Steps.cast(value));
      open.add(response);
      return response;
    }

    @Override
    Object failed(Throwable failure) throws Throwable {
      if (stage != null) {
        stage.cancel(true); // Aborts the exchange, if there still is one.
        var unused = stage.whenComplete((response, error) -> HttpBody.discard(response));
      }
      throw failure instanceof IOException broken ? explained(broken) : failure;
    }

    /** The JDK often says nothing but the kind of failure. */
    private IOException explained(IOException cause) {
      String message = request.method() + " " + request.uri() + " failed: " + HttpBody.text(cause);
      IOException explained;
      if (cause instanceof java.net.http.HttpTimeoutException) {
        explained = new java.net.http.HttpTimeoutException(message);
      } else if (cause instanceof java.net.ConnectException) {
        explained = new java.net.ConnectException(message);
      } else {
        explained = new IOException(message);
      }
      explained.initCause(cause);
      return explained;
    }
  }

  void left(AsyncResponse response) {
    open.remove(response);
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
        List.copyOf(open).forEach(AsyncResponse::abort);
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
