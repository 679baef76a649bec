package dev.weft.io;

import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What lies between those who feed a {@link StreamReader} and the one task that reads it: the bytes
 * that arrived, the end, the failure, and the wait for any of them.
 *
 * <pre>
 *   flowing --more than twice the limit in store--> paused
 *      ^------ down to the limit, or somebody waits ---'
 * </pre>
 */
final class Arrivals {
  private static final short WAITING = 1;

  private final EventLoop loop = EventLoop.running();
  final ReadBuffer buffer = new ReadBuffer();
  final int limit;

  /** What has to stop when there are enough bytes; null if nothing can. */
  private StreamReader.@Nullable Source source;

  private boolean paused;
  private boolean ended;
  private @Nullable Throwable failure;

  /** What the task that reads waits for; null if nobody does. */
  private @Nullable Future<Void> waiter;

  Arrivals(int limit) {
    this.limit = limit;
  }

  void comeFrom(StreamReader.Source from) {
    source = from;
  }

  boolean hasEnded() {
    return ended;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Makes the task that reads wait for more.
   *
   * @param what the reading method, for the message if another task reads already
   */
  @Nullable Object await(String what, Frame<?> frame, Task<?> task) throws Throwable {
    if (waiter != null) {
      throw new IllegalStateException(
          what
              + "() called while another coroutine is already waiting for incoming data: "
              + this
              + "; let one task read, or put an AsyncLock around reading");
    }
    resume(); // Like asyncio: who waits for a large piece may read beyond the limit.
    Future<Void> wait = loop.createFuture();
    waiter = wait;
    frame.state = WAITING;
    return Frame.await(wait, frame, task);
  }

  /** Where every body that reads begins: it was woken, cancelled, or has not waited. */
  void stopWaiting(Frame<?> frame, Task<?> task) throws Throwable {
    if (frame.state != Frame.START) {
      waiter = null;
      frame.resumed(task);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void wake() {
    if (waiter != null && !waiter.isDone()) {
      waiter.setResult(null);
    }
  }

  /** Some bytes were taken. */
  void mayResume() {
    if (paused && buffer.size() <= limit) {
      resume();
    }
  }

  private void resume() {
    if (paused && source != null) {
      paused = false;
      source.resumeReading();
    }
  }

  void feed(ByteBuffer bytes) {
    if (ended) {
      throw new IllegalStateException("feedData() after feedEof(): " + this);
    }
    if (!bytes.hasRemaining()) {
      return;
    }
    buffer.append(bytes);
    wake();
    if (source != null && !paused && buffer.size() > 2 * (long) limit) {
      paused = true;
      source.pauseReading();
    }
  }

  void end() {
    ended = true;
    wake();
  }

  /** Says whether somebody was waiting, and so was told. */
  boolean failWith(Throwable broken) {
    failure = broken;
    if (waiter == null || waiter.isDone()) {
      return false;
    }
    waiter.setException(broken);
    return true;
  }

  @Override
  public String toString() {
    return "<StreamReader "
        + buffer.size()
        + " bytes, limit="
        + limit
        + (ended ? ", ended" : "")
        + (failure == null ? "" : ", failed: " + failure)
        + (waiter == null ? "" : ", waiter")
        + (paused ? ", paused>" : ">");
  }
}
