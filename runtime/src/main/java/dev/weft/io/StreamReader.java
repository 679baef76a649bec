package dev.weft.io;

import dev.weft.AsyncIterable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reading side of a stream: bytes that arrive are kept until somebody reads them.
 *
 * <p>With more than twice the limit in store it asks its source to pause, from the limit down it
 * lets it go on. One task reads at a time.
 */
public final class StreamReader {
  /** How far a reader reads ahead, and how long a line may be, unless told otherwise: 64 KiB. */
  public static final int DEFAULT_LIMIT = 64 * 1024;

  /** Where bytes come from, and what has to stop when there are enough of them. */
  interface Source {
    void pauseReading();

    void resumeReading();
  }

  private static final short WAITING = 1;

  private final EventLoop loop = EventLoop.running();
  private final ReadBuffer buffer = new ReadBuffer();
  private final int limit;
  private @Nullable Source source;
  private boolean paused;
  private boolean ended;
  private @Nullable Throwable failure;

  /** What the task that reads waits for; null if nobody does. */
  private @Nullable Future<Void> waiter;

  /** A reader on the running loop that is fed by hand. */
  public StreamReader() {
    this(DEFAULT_LIMIT);
  }

  /**
   * A reader on the running loop that is fed by hand.
   *
   * @param limit how far to read ahead, and how long a line may be
   */
  public StreamReader(int limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit of a StreamReader must be positive, not " + limit);
    }
    this.limit = limit;
  }

  void readFrom(Source from) {
    source = from;
  }

  // ---- reading

  /**
   * Reads what is there, after waiting for at least one byte.
   *
   * @param most how many bytes at most; negative for all up to the end
   * @return the bytes; none at the end of the stream
   * @throws IOException when awaited, if the stream broke
   */
  public Coroutine<byte[]> read(int most) throws IOException {
    if (most < 0) {
      return readAll();
    }
    Frame<byte[]> frame = new Frame<>(StreamReader::reading, this);
    frame.n0 = most;
    return frame;
  }

  private static @Nullable Object reading(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    StreamReader reader = Steps.cast(self);
    reader.stopWaiting(frame, task);
    if (reader.buffer.isEmpty() && !reader.ended && frame.n0 > 0) {
      return reader.waitForData("read", frame, task);
    }
    byte[] bytes = reader.buffer.take((int) Math.min(frame.n0, reader.buffer.size()));
    reader.mayResume();
    return bytes;
  }

  /**
   * Reads up to the end of the stream, however much that is.
   *
   * @return the bytes
   * @throws IOException when awaited, if the stream broke
   */
  public Coroutine<byte[]> readAll() throws IOException {
    return new Frame<>(StreamReader::readingAll, this);
  }

  private static @Nullable Object readingAll(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    StreamReader reader = Steps.cast(self);
    List<byte[]> pieces =
        frame.state == Frame.START ? new ArrayList<>() : Steps.<List<byte[]>>cast(frame.r1);
    reader.stopWaiting(frame, task);
    if (!reader.buffer.isEmpty()) {
      pieces.add(reader.buffer.takeAll());
      reader.mayResume();
    }
    if (reader.ended) {
      return joined(pieces);
    }
    frame.r1 = pieces;
    return reader.waitForData("readAll", frame, task);
  }

  private static byte[] joined(List<byte[]> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    int size = 0;
    for (byte[] piece : pieces) {
      size = Math.addExact(size, piece.length);
    }
    ByteBuffer all = ByteBuffer.allocate(size);
    pieces.forEach(all::put);
    return all.array();
  }

  /**
   * Reads that many bytes, also beyond the limit.
   *
   * @param count how many
   * @return as many bytes
   * @throws IncompleteReadException when awaited, if the stream ends before
   * @throws IOException when awaited, if the stream broke
   */
  public Coroutine<byte[]> readExactly(int count) throws IOException {
    if (count < 0) {
      throw new IllegalArgumentException("readExactly(" + count + "): the count is negative");
    }
    Frame<byte[]> frame = new Frame<>(StreamReader::readingExactly, this);
    frame.n0 = count;
    return frame;
  }

  private static @Nullable Object readingExactly(
      @Nullable Object self, Frame<?> frame, Task<?> task) throws Throwable {
    StreamReader reader = Steps.cast(self);
    reader.stopWaiting(frame, task);
    int count = (int) frame.n0;
    if (reader.buffer.size() < count) {
      if (reader.ended) {
        throw new IncompleteReadException("readExactly", reader.buffer.takeAll(), count);
      }
      return reader.waitForData("readExactly", frame, task);
    }
    byte[] bytes = reader.buffer.take(count);
    reader.mayResume();
    return bytes;
  }

  /**
   * Reads up to and including the first separator; of several that end at the same place, or
   * overlap, the one that makes the shortest piece.
   *
   * @param separators what ends the piece, one or more
   * @return the bytes with their separator
   * @throws IncompleteReadException when awaited, if the stream ends before
   * @throws LimitOverrunException when awaited, if there is none within the limit; the bytes stay
   * @throws IOException when awaited, if the stream broke
   */
  public Coroutine<byte[]> readUntil(byte[]... separators) throws IOException {
    Frame<byte[]> frame = new Frame<>(StreamReader::readingUntil, this);
    frame.r1 = new Separators(separators);
    return frame;
  }

  private static @Nullable Object readingUntil(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    StreamReader reader = Steps.cast(self);
    reader.stopWaiting(frame, task);
    int end = reader.findEnd(Steps.cast(frame.r1), frame);
    if (end >= 0) {
      byte[] piece = reader.buffer.take(end);
      reader.mayResume();
      return piece;
    }
    if (reader.ended) {
      throw new IncompleteReadException("readUntil", reader.buffer.takeAll(), -1);
    }
    return reader.waitForData("readUntil", frame, task);
  }

  /** Where the first piece ends, or -1; n0 remembers how far was looked. */
  private int findEnd(Separators separators, Frame<?> frame) throws LimitOverrunException {
    int end = separators.findEnd(buffer, (int) frame.n0);
    if (end < 0) {
      frame.n0 = Math.max(0, buffer.size() + 1 - separators.longest());
      if (frame.n0 > limit) {
        throw new LimitOverrunException(
            "Separator is not found, and chunk exceed the limit of " + limit + " bytes: " + this,
            (int) frame.n0);
      }
    } else if (end - separators.matched() > limit) {
      throw new LimitOverrunException(
          "Separator is found, but chunk is longer than limit of " + limit + " bytes: " + this,
          end - separators.matched());
    }
    return end;
  }

  /**
   * Reads a line of UTF-8 text with its line feed.
   *
   * @return the line; without a line feed if the stream ends in it, empty at the end
   * @throws LimitOverrunException when awaited, if the line is longer than the limit; what is
   *     buffered of it is dropped
   * @throws IOException when awaited, if the stream broke
   */
  public Coroutine<String> readLine() throws IOException {
    return new Frame<>(StreamReader::readingLine, this);
  }

  private static @Nullable Object readingLine(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    StreamReader reader = Steps.cast(self);
    reader.stopWaiting(frame, task);
    int end;
    try {
      end = reader.findEnd(Separators.LINE_FEED, frame);
    } catch (LimitOverrunException tooLong) {
      reader.dropLine(tooLong.consumed());
      throw tooLong;
    }
    if (end < 0 && !reader.ended) {
      return reader.waitForData("readLine", frame, task);
    }
    byte[] line = end < 0 ? reader.buffer.takeAll() : reader.buffer.take(end);
    reader.mayResume();
    return new String(line, StandardCharsets.UTF_8);
  }

  /** Like asyncio: with its line feed if that has arrived, else all there is. */
  private void dropLine(int length) {
    if (buffer.startsWith(Separators.LINE_FEED_BYTES, length)) {
      buffer.skip(length + 1);
    } else {
      buffer.clear();
    }
    mayResume();
  }

  /**
   * The lines up to the end of the stream, as UTF-8 text and, as Java's lines are everywhere,
   * without their line feed or carriage return and line feed.
   *
   * @return to be iterated over in async code; reading goes on where it stands
   * @throws IOException when awaited, if the stream broke or a line is longer than the limit
   */
  public AsyncIterable<String> lines() throws IOException {
    return Pieces.lines(this::readLine);
  }

  /**
   * The bytes up to the end of the stream, in pieces as they come.
   *
   * @return to be iterated over in async code; reading goes on where it stands
   * @throws IOException when awaited, if the stream broke
   */
  public AsyncIterable<byte[]> chunks() throws IOException {
    return Pieces.chunks(this);
  }

  /**
   * Whether nothing is left to read.
   *
   * @return whether the stream has ended and all of it was read
   */
  public boolean atEof() {
    return ended && buffer.isEmpty();
  }

  // ---- waiting

  private @Nullable Object waitForData(String what, Frame<?> frame, Task<?> task) throws Throwable {
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

  /** Where every body begins: it was woken, cancelled, or has not waited. */
  private void stopWaiting(Frame<?> frame, Task<?> task) throws Throwable {
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

  private void mayResume() {
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

  // ---- being fed

  /**
   * Adds bytes to those that can be read. For those who feed a reader by hand.
   *
   * @param bytes what arrived; read up to its limit
   */
  public void feedData(ByteBuffer bytes) {
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

  /** Says that no more bytes follow. A second call does nothing. */
  public void feedEof() {
    ended = true;
    wake();
  }

  /**
   * Says that the stream broke: who reads now and later gets this failure.
   *
   * @param broken what reading throws
   */
  public void setException(Throwable broken) {
    failWith(broken);
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

  /**
   * What the stream broke with.
   *
   * @return what reading throws; null if all is well
   */
  public @Nullable Throwable exception() {
    return failure;
  }

  int buffered() {
    return buffer.size();
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
