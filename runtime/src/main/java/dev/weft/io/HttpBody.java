package dev.weft.io;

import dev.weft.EventLoop;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, on its way from the HTTP client's threads into a reader: one piece at a
 * time is asked for, and none while the reader has enough.
 */
final class HttpBody implements Subscriber<List<ByteBuffer>>, StreamReader.Source {
  private final EventLoop loop = EventLoop.running();
  private final StreamReader reader;
  private final String name;

  /** Null until the client's thread has reported. */
  private @Nullable Subscription subscription;

  private boolean paused;
  private boolean owed;
  private boolean ended;

  HttpBody(StreamReader reader, String name) {
    this.reader = reader;
    this.name = name;
  }

  static void discard(@Nullable HttpResponse<Publisher<List<ByteBuffer>>> response) {
    if (response != null) {
      response.body().subscribe(new Unwanted());
    }
  }

  static String text(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  // ---- called by the client's threads

  @Override
  public void onSubscribe(Subscription mine) {
    inLoop(() -> begin(mine), mine);
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    inLoop(() -> feed(pieces), null);
  }

  @Override
  public void onError(Throwable failure) {
    inLoop(() -> fail(failure), null);
  }

  @Override
  public void onComplete() {
    inLoop(this::end, null);
  }

  private void inLoop(Runnable action, @Nullable Subscription toCancel) {
    try {
      loop.callSoonThreadsafe(action);
    } catch (IllegalStateException loopIsClosed) {
      if (toCancel != null) {
        toCancel.cancel();
      }
    }
  }

  // ---- called by the loop

  private void begin(Subscription mine) {
    if (ended) {
      mine.cancel();
      return;
    }
    subscription = mine;
    mine.request(1);
  }

  private void feed(List<ByteBuffer> pieces) {
    if (ended) {
      return;
    }
    pieces.forEach(reader::feedData);
    if (paused) {
      owed = true;
    } else if (subscription != null) {
      subscription.request(1);
    }
  }

  private void fail(Throwable failure) {
    if (!ended) {
      ended = true;
      reader.setException(
          new IOException("the body of " + name + " broke off: " + text(failure), failure));
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      reader.feedEof();
    }
  }

  /** Nobody reads on: the exchange is aborted, unless it has ended. */
  void abort() {
    if (!ended) {
      ended = true;
      reader.feedEof();
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  @Override
  public void pauseReading() {
    paused = true;
  }

  @Override
  public void resumeReading() {
    paused = false;
    if (owed && !ended && subscription != null) {
      owed = false;
      subscription.request(1);
    }
  }

  /** Takes leave of a body that comes too late. */
  private static final class Unwanted implements Subscriber<List<ByteBuffer>> {
    @Override
    public void onSubscribe(Subscription unwanted) {
      unwanted.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
