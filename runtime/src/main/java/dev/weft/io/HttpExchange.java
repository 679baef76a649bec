package dev.weft.io;

import dev.weft.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Publisher;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a response.
 *
 * <pre>
 *   SEND --no room on the connection--> waits for its turn --> SEND
 *    '--headers are there--> RECEIVED: the response
 * </pre>
 */
final class HttpExchange extends Steps<AsyncResponse> {
  /**
   * What the JDK's client throws, instead of waiting or opening a second connection, when as many
   * requests are under way on an HTTP/2 connection as its server allows. Nothing was sent then.
   */
  private static final String NO_ROOM = "too many concurrent streams";

  private static final int SEND = 0;

  private final HttpSession session;
  private final HttpRequest request;

  /** What the client is doing; null while it does nothing for this. */
  private @Nullable CompletableFuture<HttpResponse<Publisher<List<ByteBuffer>>>> stage;

  /** What the task waits for meanwhile. */
  private @Nullable Future<HttpResponse<Publisher<List<ByteBuffer>>>> headers;

  HttpExchange(HttpSession session, HttpRequest request) {
    this.session = session;
    this.request = request;
  }

  @Override
  Object step(int number, @Nullable Object value) {
    if (stage == null) {
      CompletableFuture<HttpResponse<Publisher<List<ByteBuffer>>>> started = session.start(this);
      stage = started;
      Future<HttpResponse<Publisher<List<ByteBuffer>>>> awaited = Future.of(started);
      headers = awaited;
      return awaited;
    }
    session.hasHeaders(this);
    return session.opened(Steps.cast(value));
  }

  HttpRequest request() {
    return request;
  }

  /** The session is closed. */
  void giveUp() {
    if (headers != null && !headers.isDone()) {
      headers.setException(new IOException("its session was closed"));
    }
  }

  @Override
  Object failed(Throwable failure) throws Throwable {
    if (stage == null) {
      session.letNextTry(); // It may have been this one's turn.
      throw failure;
    }
    stage.cancel(true); // Aborts the exchange, if there still is one.
    var unused = stage.whenComplete((response, error) -> HttpBody.discard(response));
    stage = null;
    session.hasHeaders(this);
    session.ended();
    if (failure instanceof IOException broken) {
      if (NO_ROOM.equals(broken.getMessage())) {
        goTo(SEND);
        return session.room();
      }
      throw explained(broken);
    }
    throw failure;
  }

  /** The JDK often says nothing but the kind of failure. */
  private IOException explained(IOException cause) {
    String message = request.method() + " " + request.uri() + " failed: " + HttpBody.text(cause);
    IOException explained;
    if (cause instanceof HttpTimeoutException) {
      explained = new HttpTimeoutException(message);
    } else if (cause instanceof ConnectException) {
      explained = new ConnectException(message);
    } else {
      explained = new IOException(message);
    }
    explained.initCause(cause);
    return explained;
  }
}
