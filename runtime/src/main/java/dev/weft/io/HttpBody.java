package dev.weft.io;

import dev.weft.EventLoop;
import dev.weft.TimerHandle;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, on its way from the HTTP client's threads into a reader: one piece at a
 * time is asked for, and none while the reader has enough.
 *
 * <pre>
 *   WANTED --nobody reads on--> UNWANTED --too much, or too late: aborted--> ENDED
 *      |                           '--------- its end came -------------------^
 *      '--its end came, it broke off, aborted --------------------------------'
 * </pre>
 *
 * <p>UNWANTED lets a little more in and drops it: aborting an exchange costs the connection in HTTP
 * 1.1, and in HTTP/2 servers take many aborts for an attack and close the connection under all.
 */
final class HttpBody implements Subscriber<List<ByteBuffer>>, StreamReader.Source {
  /** How much is dropped before an exchange is aborted, and how long that may take. */
  private static final int MOST_DROPPED = 64 * 1024;

  private static final Duration PATIENCE = Duration.ofMillis(100);

  private enum State {
    WANTED,
    UNWANTED,
    ENDED
  }

  private final EventLoop loop = EventLoop.running();
  private final StreamReader reader;
  private final String name;

  /** Null until the client's thread has reported. */
  private @Nullable Subscription subscription;

  private State state = State.WANTED;
  private boolean paused;

  /** A piece came while the reader had enough, and the next one was not asked for. */
  private boolean owed;

  private int dropped;
  private @Nullable TimerHandle patience;
  private final Runnable whenEnded;

  HttpBody(StreamReader reader, String name, Runnable whenEnded) {
    this.reader = reader;
    this.name = name;
    this.whenEnded = whenEnded;
  }

  static void discard(@Nullable HttpResponse<Publisher<List<ByteBuffer>>> response) {
    if (response != null) {
      response.body().subscribe(new Unwanted());
    }
  }

  static String text(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

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

  private void begin(Subscription mine) {
    subscription = mine;
    if (state == State.ENDED) {
      mine.cancel();
    } else {
      mine.request(1);
    }
  }

  private void feed(List<ByteBuffer> pieces) {
    if (state == State.WANTED) {
      pieces.forEach(reader::feedData);
    } else {
      pieces.forEach(piece -> dropped += piece.remaining());
      if (dropped > MOST_DROPPED) {
        abort();
      }
    }
    owed = true;
    askForMore();
  }

  private void askForMore() {
    if (owed && !paused && state != State.ENDED && subscription != null) {
      owed = false;
      subscription.request(1);
    }
  }

  private void fail(Throwable failure) {
    if (state == State.WANTED) {
      reader.setException(
          new IOException("the body of " + name + " broke off: " + text(failure), failure));
    }
    settle();
  }

  private void end() {
    reader.feedEof();
    settle();
  }

  private void settle() {
    if (state != State.ENDED) {
      state = State.ENDED;
      if (patience != null) {
        patience.cancel();
      }
      whenEnded.run();
    }
  }

  /** Nobody reads on. */
  void leave() {
    if (state == State.WANTED) {
      state = State.UNWANTED;
      reader.feedEof();
      patience = loop.callLater(PATIENCE, this::abort);
      paused = false;
      askForMore();
    }
  }

  /** Nothing more is let in. If somebody reads on, it must not be taken for the end. */
  void abort() {
    if (state != State.ENDED) {
      if (state == State.WANTED) {
        reader.setException(
            new IOException(
                "the body of "
                    + name
                    + " was given up: its session was closed, or the task that read it cancelled"));
      }
      reader.feedEof();
      settle();
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
    askForMore();
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
