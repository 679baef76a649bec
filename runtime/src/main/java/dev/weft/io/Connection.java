package dev.weft.io;

import dev.weft.EventLoop;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One stream between its transport and those who read and write: the state machine under {@link
 * TcpStream} and the pipes of a {@link Subprocess}.
 *
 * <pre>
 *   OPEN --close--> FLUSHING --all written--> LEAVING --leave taken--> CLOSED
 *     |                |                         |                       ^
 *     '----------------+-------------------------+--- abort, failure ----'
 * </pre>
 *
 * <p>OPEN covers half-closed in either direction: the reader has its end, or the transport was told
 * that no more bytes follow. From FLUSHING on nothing is read. CLOSED holds no descriptor.
 */
final class Connection implements Transport.Events, StreamReader.Source, AutoCloseable {
  private enum State {
    OPEN,
    FLUSHING,
    LEAVING,
    CLOSED
  }

  final EventLoop loop = EventLoop.running();
  final StreamReader reader;
  final WriteQueue unwritten = new WriteQueue();
  final WaitList drainers = new WaitList(loop);
  final WaitList closers = new WaitList(loop);
  private Transport transport;
  private State state = State.OPEN;

  private final Loss loss = new Loss();
  private final Loan loan = new Loan();
  private boolean eofWritten;

  /** The reader has enough, or is at its end. */
  private boolean readingStopped;

  private @Nullable Runnable whenClosed;

  /** What the user has of this; itself until that is known. */
  private Object known = this;

  private final AutoCloseable untilLoopCloses = new UntilLoopCloses(() -> known, this);

  Connection(Transport transport, int limit) {
    this.transport = transport;
    this.reader = new StreamReader(limit);
  }

  /** Begins to read; the loop closes this if nobody else does. */
  Connection start() {
    loop.addResource(untilLoopCloses);
    reader.readFrom(this);
    transport.start(this);
    transport.wantRead(true);
    return this;
  }

  /** Tells which object is the user's. */
  void isKnownAs(Object object) {
    known = object;
  }

  void whenClosed(Runnable action) {
    whenClosed = action;
  }

  @Override
  public void readable() {
    if (state != State.OPEN || readingStopped) {
      return;
    }
    // One piece for each time: a reader that keeps up gets each as it came, and nobody starves.
    ByteBuffer piece = DirectBuffers.forInput();
    int count;
    try {
      count = transport.read(piece);
    } catch (IOException e) {
      lose(e);
      return;
    }
    if (count > 0) {
      reader.feedData(piece.flip());
    } else if (count < 0) {
      stopReading();
      reader.feedEof();
      if (!transport.canHalfClose()) {
        closeSoon(); // Like asyncio over TLS: the end of one direction is the end of both.
      }
    }
  }

  private void stopReading() {
    readingStopped = true;
    transport.wantRead(false);
  }

  @Override
  public void pauseReading() {
    if (state == State.OPEN && !loan.isOut()) {
      transport.wantRead(false);
    }
  }

  @Override
  public void resumeReading() {
    if (state == State.OPEN && !readingStopped && !loan.isOut()) {
      transport.wantRead(true);
    }
  }

  void write(ByteBuffer bytes) {
    loan.requireNone("write", this);
    if (eofWritten) {
      throw new IllegalStateException("Cannot call write() after writeEof(): " + this);
    }
    if (state != State.OPEN) {
      loss.drop(this);
      return;
    }
    try {
      if (unwritten.isEmpty()) {
        transport.write(bytes); // At once: most of the time the socket has room.
      }
    } catch (IOException e) {
      unwritten.add(bytes); // It counts among what was lost.
      lose(e);
      return;
    }
    if (bytes.hasRemaining()) {
      if (unwritten.isEmpty()) {
        transport.wantWrite(true);
      }
      unwritten.add(bytes);
    }
  }

  @Override
  public void writable() {
    if (state != State.OPEN && state != State.FLUSHING) {
      return;
    }
    try {
      unwritten.writeTo(transport);
      if (!unwritten.isPaused()) {
        drainers.wakeAll(); // First: what closes then is no loss to them.
      }
      if (unwritten.isEmpty()) {
        transport.wantWrite(false);
        allWritten();
      }
    } catch (IOException e) {
      lose(e);
    }
  }

  private void allWritten() throws IOException {
    if (state == State.FLUSHING) {
      leave();
    } else if (eofWritten) {
      transport.shutdownOutput();
    }
  }

  boolean canWriteEof() {
    return transport.canHalfClose();
  }

  void writeEof() throws IOException {
    loan.requireNone("writeEof", this);
    if (!canWriteEof()) {
      throw new UnsupportedOperationException(
          "writeEof() on " + this + ": this kind of stream ends in both directions at once; close");
    }
    if (eofWritten || state != State.OPEN) {
      return;
    }
    eofWritten = true;
    if (unwritten.isEmpty()) {
      transport.shutdownOutput();
    }
  }

  /** Throws what the connection was lost with. */
  void requireNotLost() throws Throwable {
    loss.requireNone();
    if (reader.exception() != null) {
      throw reader.exception();
    }
    if (state == State.CLOSED) {
      throw new ConnectionLostException("Connection lost: drain() on " + this, null);
    }
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  boolean isClosing() {
    return state != State.OPEN;
  }

  /** Flushes and closes, in its own time. */
  void closeSoon() {
    if (state != State.OPEN) {
      return;
    }
    state = State.FLUSHING;
    transport.wantRead(false);
    reader.feedEof();
    if (unwritten.isEmpty()) {
      leave();
    }
  }

  private void leave() {
    state = State.LEAVING;
    transport.wantWrite(false);
    transport.finish(this::end);
  }

  /** Closes at once; what was not written is dropped. */
  void abort() {
    if (state != State.CLOSED) {
      unwritten.clear();
      transport.reset();
      end();
    }
  }

  /** The loop is closed. */
  @Override
  public void close() {
    abort();
  }

  void requireNothingLostUnheard() throws ConnectionLostException {
    loss.requireHeard();
  }

  /** Something broke: whoever waits is told, and so is who comes later. */
  void lose(IOException cause) {
    if (state == State.CLOSED) {
      return;
    }
    IOException broken = Loss.explained(cause, this);
    boolean unwrittenLost = !unwritten.isEmpty();
    boolean wasOpen = state == State.OPEN;
    unwritten.clear();
    boolean told = wasOpen && reader.failWith(broken);
    told |= drainers.failAll(broken);
    loss.happened(broken, unwrittenLost && !told);
    transport.close();
    end();
  }

  private void end() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    loop.removeResource(untilLoopCloses);
    transport.close();
    reader.feedEof();
    if (!loop.isClosed()) {
      loan.breakOff();
      if (!drainers.isEmpty()) {
        drainers.failAll(new ConnectionLostException("Connection lost: " + this, null));
      }
      closers.wakeAll();
    }
    if (whenClosed != null) {
      whenClosed.run();
    }
  }

  Transport transport() {
    return transport;
  }

  /**
   * Lends the transport to somebody who puts another one on top, until {@link #switchTo}.
   *
   * @param ended told if the connection ends before
   */
  void lend(Runnable ended) {
    loan.requireNone("startTls", this);
    if (transport instanceof TlsTransport) {
      // Both layers would take the thread's buffers for encrypted bytes for their own.
      throw new IllegalStateException("startTls() on " + this + ", which goes over TLS already");
    }
    if (state != State.OPEN || readingStopped || eofWritten || reader.buffered() > 0) {
      throw new IllegalStateException(
          "startTls() on "
              + this
              + " with "
              + reader.buffered()
              + " bytes unread: both sides must be at rest, and neither at its end");
    }
    transport.wantRead(false);
    loan.begin(ended);
  }

  void switchTo(Transport other) {
    loan.end();
    if (state != State.OPEN) {
      other.reset(); // Closed meanwhile.
      return;
    }
    transport = other;
    transport.start(this);
    transport.wantRead(true);
  }

  @Nullable SocketAddress localAddress() {
    return transport.localAddress();
  }

  @Nullable SocketAddress remoteAddress() {
    return transport.remoteAddress();
  }

  @Override
  public String toString() {
    String name = state.name().toLowerCase(java.util.Locale.ROOT);
    String ends =
        (readingStopped ? ", peer has ended" : "") + (eofWritten ? ", we have ended" : "");
    return transport + " " + name + ends + unwritten.text();
  }
}
