package dev.weft.io;

import dev.weft.AsyncIterable;
import dev.weft.Coroutine;
import java.io.IOException;
import java.nio.ByteBuffer;
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

  private final Arrivals arrivals;

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
    requireLimit(limit);
    this.arrivals = new Arrivals(limit);
  }

  static void requireLimit(int limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit of a StreamReader must be positive, not " + limit);
    }
  }

  void readFrom(Source from) {
    arrivals.comeFrom(from);
  }

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
    return Readings.some(arrivals, most);
  }

  /**
   * Reads up to the end of the stream, however much that is.
   *
   * @return the bytes
   * @throws IOException when awaited, if the stream broke
   */
  public Coroutine<byte[]> readAll() throws IOException {
    return Readings.all(arrivals);
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
    return Readings.exactly(arrivals, count);
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
    return Readings.until(arrivals, new Separators(separators));
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
    return Readings.line(arrivals);
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
    return arrivals.hasEnded() && arrivals.buffer.isEmpty();
  }

  /**
   * Adds bytes to those that can be read. For those who feed a reader by hand.
   *
   * @param bytes what arrived; read up to its limit
   */
  public void feedData(ByteBuffer bytes) {
    arrivals.feed(bytes);
  }

  /** Says that no more bytes follow. A second call does nothing. */
  public void feedEof() {
    arrivals.end();
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
    return arrivals.failWith(broken);
  }

  /**
   * What the stream broke with.
   *
   * @return what reading throws; null if all is well
   */
  public @Nullable Throwable exception() {
    return arrivals.failure();
  }

  int buffered() {
    return arrivals.buffer.size();
  }

  @Override
  public String toString() {
    return arrivals.toString();
  }
}
