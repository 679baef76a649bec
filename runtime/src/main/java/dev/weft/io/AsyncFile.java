package dev.weft.io;

import dev.weft.AsyncCloseable;
import dev.weft.AsyncIterable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.io.OneAtATime.Effect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file, read and written by threads of the default executor: what aiofiles is to asyncio.
 *
 * <p>It has one position, where the next read or write begins; one operation runs at a time, the
 * others wait for it, also for one whose task was cancelled.
 */
public final class AsyncFile implements AsyncCloseable {
  /** How much is read ahead for lines and small reads. */
  private static final int READ_AHEAD = 64 * 1024;

  private final EventLoop loop = EventLoop.running();
  private final Path path;
  private final FileChannel channel;
  private final AutoCloseable untilLoopCloses;

  /** Whether the system puts whatever is written at the end. */
  private final boolean appends;

  private final OneAtATime operations = new OneAtATime(loop);

  /** What was read ahead; it begins at the position. */
  private final ReadBuffer ahead = new ReadBuffer();

  private long position;
  private boolean closed;

  private AsyncFile(Path path, FileChannel channel, boolean appends) {
    this.path = path;
    this.channel = channel;
    this.appends = appends;
    untilLoopCloses = new UntilLoopCloses(() -> this, channel);
    loop.addResource(untilLoopCloses);
  }

  /**
   * Opens a file.
   *
   * @param path which one
   * @param options as those of {@link FileChannel#open}; none for reading
   * @return the open file; if the awaiting task is cancelled, nothing is left open
   * @throws IOException when awaited, if it cannot be opened
   */
  public static Coroutine<AsyncFile> open(Path path, OpenOption... options) throws IOException {
    Opening<FileChannel> opening =
        new Opening<>(() -> FileChannel.open(path, options), AsyncFile::closeUnwanted);
    return new Steps<AsyncFile>() {
      @Override
      Object step(int number, @Nullable Object value) {
        boolean appends = List.of(options).contains(StandardOpenOption.APPEND);
        return number == 0 ? opening.coroutine() : new AsyncFile(path, Steps.cast(value), appends);
      }
    }.coroutine();
  }

  private static void closeUnwanted(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Nobody wanted it, and it is closed all the same.
    }
  }

  /**
   * Reads from the position on.
   *
   * @param most how many bytes at most; negative for all up to the end
   * @return the bytes; none at the end of the file
   * @throws IOException when awaited, if reading fails
   */
  public Coroutine<byte[]> read(int most) throws IOException {
    if (most < 0) {
      return readAll();
    }
    return new Steps<byte[]>() {
      @Override
      Object step(int number, @Nullable Object value) {
        if (most > 0 && ahead.isEmpty() && number == 0) {
          return readAhead(Math.max(most, READ_AHEAD));
        }
        return taken(Math.min(most, ahead.size()));
      }
    }.coroutine();
  }

  /**
   * Reads from the position to the end.
   *
   * @return the bytes
   * @throws IOException when awaited, if reading fails
   */
  public Coroutine<byte[]> readAll() throws IOException {
    return new Steps<byte[]>() {
      @Override
      Object step(int number, @Nullable Object value) {
        if (value != null && (int) value < 0) {
          return taken(ahead.size());
        }
        return readAhead(number == 0 ? READ_AHEAD : 1 << 20); // Large files in large pieces.
      }
    }.coroutine();
  }

  /**
   * Reads a line of UTF-8 text with its line feed.
   *
   * @return the line; without a line feed if the file ends in it, empty at the end
   * @throws IOException when awaited, if reading fails
   */
  public Coroutine<String> readLine() throws IOException {
    return new Steps<String>() {
      private long begin = position;
      private int searched;

      @Override
      Object step(int number, @Nullable Object value) {
        if (position != begin) { // Another task has read or gone elsewhere meanwhile.
          begin = position;
          searched = 0;
        }
        int end = ahead.indexOf(Separators.LINE_FEED_BYTES, searched);
        if (end < 0 && (value == null || (int) value >= 0)) {
          searched = ahead.size();
          return readAhead(READ_AHEAD);
        }
        return new String(taken(end < 0 ? ahead.size() : end + 1), StandardCharsets.UTF_8);
      }
    }.coroutine();
  }

  /**
   * The lines from the position to the end, as UTF-8 text without their ends.
   *
   * @return to be iterated over in async code
   * @throws IOException when awaited, if reading fails
   */
  public AsyncIterable<String> lines() throws IOException {
    return Pieces.lines(this::readLine);
  }

  private byte[] taken(int count) {
    position += count;
    return ahead.take(count);
  }

  /** Reads what comes after that which was read ahead; gives the count, -1 at the end. */
  private Coroutine<Integer> readAhead(int most) {
    return inTurn(
        "read",
        () -> {
          long from = position + ahead.size();
          return () -> readFrom(from, most);
        });
  }

  private Effect<Integer> readFrom(long from, int most) throws IOException {
    // Who asks for more than there is gets no memory for it. Some files say they are empty.
    long there = Math.max(channel.size() - from, READ_AHEAD);
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, there));
    int count = channel.read(bytes, from);
    return () -> {
      if (count > 0 && from == position + ahead.size()) { // Nobody has gone elsewhere meanwhile.
        ahead.append(bytes.flip());
      }
      return count;
    };
  }

  /**
   * Writes bytes at the position, or at the end if the file was opened to append.
   *
   * @param bytes what to write; not to be changed before it is done
   * @return done when the system has it
   * @throws IOException when awaited, if writing fails
   */
  public Coroutine<Void> write(byte[] bytes) throws IOException {
    return write(ByteBuffer.wrap(bytes));
  }

  /**
   * Writes UTF-8 text at the position, or at the end if the file was opened to append.
   *
   * @param text what to write
   * @return done when the system has it
   * @throws IOException when awaited, if writing fails
   */
  public Coroutine<Void> write(String text) throws IOException {
    return write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes at the position, or at the end if the file was opened to append.
   *
   * @param bytes what to write, all that remains; not to be used before it is done
   * @return done when the system has it
   * @throws IOException when awaited, if writing fails
   */
  public Coroutine<Void> write(ByteBuffer bytes) throws IOException {
    return inTurn(
        "write",
        () -> {
          ahead.clear(); // It may be overwritten.
          long from = position;
          return () -> writeAt(from, bytes);
        });
  }

  private Effect<Void> writeAt(long from, ByteBuffer bytes) throws IOException {
    long end = writeFully(bytes, from);
    return () -> {
      if (position == from) { // Nobody has gone elsewhere meanwhile.
        position = end;
      }
      return null;
    };
  }

  private long writeFully(ByteBuffer bytes, long from) throws IOException {
    long at = from;
    while (appends && bytes.hasRemaining()) {
      channel.write(bytes);
      at = channel.position();
    }
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    return at;
  }

  /**
   * Waits until what was written is on the device.
   *
   * @return done when it is
   * @throws IOException when awaited, if that fails
   */
  public Coroutine<Void> flush() throws IOException {
    return simply(
        "flush",
        () -> {
          channel.force(false);
          return null;
        });
  }

  /**
   * Where the next read or write begins.
   *
   * @return bytes from the start of the file
   */
  public long position() {
    return position;
  }

  /**
   * Goes elsewhere.
   *
   * @param newPosition where the next read or write begins
   */
  public void seek(long newPosition) {
    if (newPosition < 0) {
      throw new IllegalArgumentException("seek(" + newPosition + ") in " + this);
    }
    ahead.clear();
    position = newPosition;
  }

  /**
   * How large the file is.
   *
   * @return its size in bytes
   * @throws IOException when awaited, if that cannot be found out
   */
  public Coroutine<Long> size() throws IOException {
    return simply("size", channel::size);
  }

  /**
   * Closes the file, after the operation that is under way.
   *
   * @return done when no descriptor is held
   */
  @Override
  public Coroutine<Void> closeAsync() {
    return new Steps<Void>() {
      @Override
      @Nullable Object step(int number, @Nullable Object value) {
        if (closed || number > 0) {
          return null;
        }
        Coroutine<Void> closing =
            simply(
                "close",
                () -> {
                  channel.close();
                  return null;
                });
        closed = true;
        ahead.clear(); // Reading it would work, and only the next read fail.
        loop.removeResource(untilLoopCloses);
        return closing;
      }

      @Override
      Object failed(Throwable failure) throws Throwable {
        channel.close();
        throw failure;
      }
    }.coroutine();
  }

  /** An operation without an effect on this object. */
  private <T> Coroutine<T> simply(String what, Callable<T> work) {
    return inTurn(
        what,
        () ->
            () -> {
              T result = work.call();
              return () -> result;
            });
  }

  private <T> Coroutine<T> inTurn(String what, Supplier<Callable<Effect<T>>> operation) {
    if (closed) {
      throw new IllegalStateException(what + "() of " + this + ", which is closed");
    }
    return operations.run(operation);
  }

  @Override
  public String toString() {
    return "<AsyncFile " + path + " at " + position + (closed ? ", closed>" : ">");
  }
}
