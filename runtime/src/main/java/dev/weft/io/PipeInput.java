package dev.weft.io;

import dev.weft.EventLoop;
import dev.weft.Future;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What a child writes, on its way into a reader: a thread waits for the next piece unless the
 * reader has enough.
 */
final class PipeInput implements StreamReader.Source {
  private static final int PIECE = 32 * 1024;

  private final EventLoop loop = EventLoop.running();
  private final InputStream input;
  private final StreamReader reader;

  /** The thread's while one reads, else the loop's. */
  private final byte[] piece = new byte[PIECE];

  private boolean reading;
  private boolean paused;
  private boolean ended;

  private PipeInput(InputStream input, StreamReader reader) {
    this.input = input;
    this.reader = reader;
  }

  static PipeInput into(StreamReader reader, InputStream input) {
    PipeInput pipe = new PipeInput(input, reader);
    reader.readFrom(pipe);
    pipe.readOn();
    return pipe;
  }

  private void readOn() {
    if (!reading && !paused && !ended) {
      reading = true;
      loop.runInExecutor(Pipes.THREADS, () -> input.read(piece)).addDoneCallback(this::arrived);
    }
  }

  private void arrived(Future<Integer> read) {
    reading = false;
    // A pipe does not break: a failure means that this side was closed.
    int count = read.isCancelled() || read.exception() != null ? -1 : read.result();
    if (ended) {
      return;
    }
    if (count < 0) {
      end();
    } else {
      reader.feedData(ByteBuffer.wrap(piece, 0, count));
      readOn();
    }
  }

  /** Nobody reads any more. */
  void end() {
    ended = true;
    reader.feedEof();
  }

  /** Blocks at most for a moment; for any thread. */
  void close() {
    try {
      input.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  @Override
  public void pauseReading() {
    paused = true;
  }

  @Override
  public void resumeReading() {
    paused = false;
    readOn();
  }
}
