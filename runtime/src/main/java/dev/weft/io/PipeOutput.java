package dev.weft.io;

import dev.weft.EventLoop;
import dev.weft.Future;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The way to a child's standard input: a thread writes one piece at a time, and there is room for
 * the next when it has.
 */
final class PipeOutput implements Transport {
  private static final int MOST = 64 * 1024;

  private final EventLoop loop = EventLoop.running();
  private final OutputStream output;
  private final String name;
  private @Nullable Events events;
  private boolean wantsWrite;

  /** A thread writes. */
  private boolean busy;

  private boolean closed;
  private @Nullable IOException broken;

  /** What to do when the thread is done, after which the end is near. */
  private @Nullable Runnable whenIdle;

  PipeOutput(OutputStream output, String name) {
    this.output = output;
    this.name = name;
  }

  @Override
  public void start(Events whoIsTold) {
    events = whoIsTold;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    if (broken != null) {
      throw broken;
    }
    if (busy || closed || !source.hasRemaining()) {
      return 0;
    }
    byte[] piece = new byte[Math.min(source.remaining(), MOST)];
    source.get(piece);
    busy = true;
    loop.runInExecutor(
            Pipes.THREADS,
            () -> {
              output.write(piece);
              output.flush();
              return piece.length;
            })
        .addDoneCallback(this::written);
    return piece.length;
  }

  private void written(Future<Integer> piece) {
    busy = false;
    Throwable failure = piece.isCancelled() ? null : piece.exception();
    if (failure != null) {
      broken = failure instanceof IOException known ? known : new IOException(failure);
    }
    if (whenIdle != null) {
      whenIdle.run();
    } else if (events != null && (wantsWrite || broken != null)) {
      events.writable();
    }
  }

  @Override
  public void finish(Runnable finished) {
    Runnable closing =
        () -> {
          closed = true;
          loop.runInExecutor(Pipes.THREADS, this::closeBlocking)
              .addDoneCallback(done -> finished.run());
        };
    if (busy) {
      whenIdle = closing;
    } else {
      closing.run();
    }
  }

  /** Not by the loop: it would have to wait for a write that is under way. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Pipes.THREADS.execute(this::closeBlocking);
    }
  }

  /** For a thread of the pipes. */
  boolean closeBlocking() {
    try {
      output.close();
    } catch (IOException e) {
      // The child is gone, and with it the pipe.
    }
    return true;
  }

  boolean isBusy() {
    return busy;
  }

  @Override
  public int read(ByteBuffer target) {
    return 0;
  }

  @Override
  public void wantRead(boolean wanted) {}

  @Override
  public void wantWrite(boolean wanted) {
    wantsWrite = wanted;
  }

  @Override
  public boolean canHalfClose() {
    return true;
  }

  /** There is only one direction: its end is the end. */
  @Override
  public void shutdownOutput() {
    finish(() -> {});
  }

  @Override
  public @Nullable SocketAddress localAddress() {
    return null;
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return null;
  }

  @Override
  public String toString() {
    return name;
  }
}
