package dev.weft.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bytes that a transport had no room for, and the flow control over them: paused above the
 * high-water mark until no more than the low one is left.
 */
final class WriteQueue {
  private static final int DEFAULT_HIGH = 64 * 1024;

  /** Small pieces are put together in arrays of this size. */
  private static final int CHUNK = 8 * 1024;

  /** Flipped for reading; behind the limit of the last there may be room. */
  private final Deque<ByteBuffer> chunks = new ArrayDeque<>(2);

  private int size;
  private int high = DEFAULT_HIGH;
  private int low = DEFAULT_HIGH / 4;
  private boolean paused;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** Whether who writes should wait. */
  boolean isPaused() {
    return paused;
  }

  void setLimits(int highest, int lowest) {
    if (lowest < 0 || highest < lowest) {
      throw new IllegalArgumentException(
          "high (" + highest + ") must be >= low (" + lowest + ") must be >= 0");
    }
    high = highest;
    low = lowest;
    paused = size > high || (paused && size > low);
  }

  /** Copies what is left of a buffer that belongs to the caller. */
  void add(ByteBuffer bytes) {
    size = Math.addExact(size, bytes.remaining());
    ByteBuffer last = chunks.peekLast();
    if (last != null) {
      fill(last, bytes);
    }
    if (bytes.hasRemaining()) {
      int count = bytes.remaining();
      ByteBuffer chunk = ByteBuffer.allocate(Math.max(count, CHUNK));
      chunk.put(bytes).flip();
      chunks.add(chunk);
    }
    paused |= size > high;
  }

  private static void fill(ByteBuffer chunk, ByteBuffer bytes) {
    int end = chunk.limit();
    int count = Math.min(chunk.capacity() - end, bytes.remaining());
    chunk.limit(end + count);
    chunk.put(end, bytes, bytes.position(), count);
    bytes.position(bytes.position() + count);
  }

  /** Writes until all is written or the transport is full. */
  void writeTo(Transport transport) throws IOException {
    ByteBuffer chunk;
    while ((chunk = chunks.peek()) != null) {
      size -= transport.write(chunk);
      if (chunk.hasRemaining()) {
        break;
      }
      chunks.remove();
    }
    paused &= size > low;
  }

  void clear() {
    chunks.clear();
    size = 0;
    paused = false;
  }

  String text() {
    return size == 0 ? "" : ", " + size + " bytes unwritten" + (paused ? ", paused" : "");
  }
}
