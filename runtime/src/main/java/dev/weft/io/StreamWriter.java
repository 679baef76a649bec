package dev.weft.io;

import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of a stream. Writing never waits: what the peer does not take is kept. So who
 * writes much awaits {@link #drain} now and then, or memory fills up.
 */
public final class StreamWriter implements AsyncCloseable {
  private final Connection connection;

  StreamWriter(Connection connection) {
    this.connection = connection;
  }

  /**
   * Writes bytes.
   *
   * @param bytes what to write; it may be changed afterwards
   * @throws IllegalStateException after {@link #writeEof}
   */
  public void write(byte[] bytes) {
    connection.write(ByteBuffer.wrap(bytes));
  }

  /**
   * Writes bytes.
   *
   * @param bytes what to write, all that remains; it may be changed afterwards
   * @throws IllegalStateException after {@link #writeEof}
   */
  public void write(ByteBuffer bytes) {
    connection.write(bytes);
    bytes.position(bytes.limit()); // Also if the connection is gone and nobody takes them.
  }

  /**
   * Writes text as UTF-8.
   *
   * @param text what to write
   * @throws IllegalStateException after {@link #writeEof}
   */
  public void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Waits while more than the high-water mark is kept, until no more than the low one is left.
   * Several tasks may wait.
   *
   * @return done at once below the high-water mark
   * @throws IOException when awaited, if the connection is lost
   */
  public Coroutine<Void> drain() throws IOException {
    return ConnectionWaits.drain(connection);
  }

  /**
   * Ends this direction when all is written; the other goes on.
   *
   * @throws UnsupportedOperationException if the stream cannot: over TLS
   * @throws IOException if the connection is broken
   */
  public void writeEof() throws IOException {
    connection.writeEof();
  }

  /**
   * Whether one direction can end while the other goes on.
   *
   * @return whether {@link #writeEof} works
   */
  public boolean canWriteEof() {
    return connection.canWriteEof();
  }

  /**
   * Writes what is kept, closes the stream in both directions, and waits for that. If that is
   * cancelled, the stream is closed at once.
   *
   * @return done when no descriptor is held; fails with the loss of bytes that nobody was told of
   */
  @Override
  public Coroutine<Void> closeAsync() {
    return ConnectionWaits.close(connection);
  }

  /** Closes the stream at once, in both directions; what is kept is dropped. */
  public void abort() {
    connection.abort();
  }

  /**
   * Whether it is closed, or about to be.
   *
   * @return whether writing is in vain
   */
  public boolean isClosing() {
    return connection.isClosing();
  }

  /**
   * How much was written and not yet taken by the system.
   *
   * @return the number of bytes in memory
   */
  public int bufferSize() {
    return connection.unwritten.size();
  }

  /**
   * Sets the water marks of {@link #drain}; 64 KiB and a quarter of it unless set.
   *
   * @param high above it drain waits
   * @param low until no more than that is left
   */
  public void setBufferLimits(int high, int low) {
    connection.unwritten.setLimits(high, low);
  }

  /**
   * The peer's address.
   *
   * @return where the stream leads to; null for pipes
   */
  public @Nullable SocketAddress remoteAddress() {
    return connection.remoteAddress();
  }

  /**
   * The stream's own address.
   *
   * @return where the stream is at home; null for pipes
   */
  public @Nullable SocketAddress localAddress() {
    return connection.localAddress();
  }

  @Override
  public String toString() {
    return "<StreamWriter " + connection + ">";
  }
}
