package dev.weft.io;

import dev.weft.AsyncCloseable;
import dev.weft.AsyncIterable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.concurrent.Flow.Publisher;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The response to an HTTP request, whose body is read as it comes. Made by {@link HttpSession}. */
public final class AsyncResponse implements AsyncCloseable {
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  private final EventLoop loop = EventLoop.running();
  private final HttpSession session;
  private final HttpResponse<?> response;
  private final StreamReader reader = new StreamReader();
  private final HttpBody body;

  /** Aborts the exchange with the loop. */
  private final AutoCloseable untilLoopCloses = new UntilLoopCloses(() -> this, this::abort);

  AsyncResponse(HttpSession session, HttpResponse<Publisher<List<ByteBuffer>>> response) {
    this.session = session;
    this.response = response;
    String name = response.request().method() + " " + response.uri();
    this.body = new HttpBody(reader, name, this::transferred);
    reader.readFrom(body);
    loop.addResource(untilLoopCloses);
    response.body().subscribe(body);
  }

  /**
   * How it went.
   *
   * @return the status code, 200 if all is well
   */
  public int status() {
    return response.statusCode();
  }

  /**
   * What the server says about it.
   *
   * @return the headers
   */
  public HttpHeaders headers() {
    return response.headers();
  }

  /**
   * Where it came from, after redirects.
   *
   * @return the last address
   */
  public URI uri() {
    return response.uri();
  }

  /**
   * Which HTTP it is.
   *
   * @return 1.1 or 2
   */
  public HttpClient.Version version() {
    return response.version();
  }

  /**
   * Reads the body, or what is left of it.
   *
   * @return all of it
   * @throws IOException when awaited, if it breaks off
   */
  public Coroutine<byte[]> bytes() throws IOException {
    return whole(false);
  }

  /**
   * Reads the body, or what is left of it, as text.
   *
   * @return all of it, in the charset that the headers name, or in UTF-8
   * @throws IOException when awaited, if it breaks off
   */
  public Coroutine<String> text() throws IOException {
    return whole(true);
  }

  private <T> Coroutine<T> whole(boolean text) {
    return new Steps<T>() {
      @Override
      @Nullable Object step(int number, @Nullable Object value) throws IOException {
        if (number == 0) {
          return reader.readAll();
        }
        return text ? new String(Steps.<byte[]>cast(value), charset()) : value;
      }

      @Override
      Object failed(Throwable failure) throws Throwable {
        if (failure instanceof CancelledError) {
          abort();
        }
        throw failure;
      }
    }.coroutine();
  }

  private Charset charset() {
    Matcher named = CHARSET.matcher(headers().firstValue("content-type").orElse(""));
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8; // As browsers do.
    }
  }

  /**
   * The lines of the body as they come, as UTF-8 text without their ends.
   *
   * @return to be iterated over in async code
   * @throws IOException when awaited, if the body breaks off or a line is longer than 64 KiB
   */
  public AsyncIterable<String> lines() throws IOException {
    return reader.lines();
  }

  /**
   * The bytes of the body as they come.
   *
   * @return to be iterated over in async code
   * @throws IOException when awaited, if the body breaks off
   */
  public AsyncIterable<byte[]> chunks() throws IOException {
    return reader.chunks();
  }

  /**
   * The body, to be read as one likes.
   *
   * @return what the other methods read from
   */
  public StreamReader reader() {
    return reader;
  }

  /**
   * Gives up what was not read of the body. If no more than a little comes, and soon, it is let in,
   * so that the connection can be used again; else the exchange is aborted.
   *
   * @return done at once
   */
  @Override
  public Coroutine<Void> closeAsync() {
    return new Steps<Void>() {
      @Override
      @Nullable Object step(int number, @Nullable Object value) {
        body.leave();
        return null;
      }
    }.coroutine();
  }

  void abort() {
    body.abort();
  }

  /** Whatever there was to come has come, or will not. */
  private void transferred() {
    loop.removeResource(untilLoopCloses);
    session.left(this);
  }

  @Override
  public String toString() {
    return "<AsyncResponse " + status() + " " + uri() + ">";
  }
}
