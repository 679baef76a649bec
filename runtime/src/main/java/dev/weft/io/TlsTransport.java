package dev.weft.io;

import dev.weft.EventLoop;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS over another transport, after its {@link TlsHandshake}: encrypts what is written, decrypts
 * what is read, says goodbye with a close-notify, and refuses to negotiate again.
 *
 * <p>Between two calls it keeps only what does not make up a whole record yet, and what the
 * transport below had no room for.
 */
final class TlsTransport implements Transport, Transport.Events {
  private final EventLoop loop = EventLoop.running();
  private final Transport below;
  private final SSLEngine engine;

  /** Records that came in and were not decrypted yet. */
  private final ReadBuffer encrypted;

  /** Records that have still to go out. */
  private final WriteQueue outgoing;

  private @Nullable Events above;
  private boolean wantsRead;
  private boolean wantsWrite;

  /** There may be something to read although nothing more comes in. */
  private boolean moreInside;

  private boolean peerSaidGoodbye;
  private boolean endedBelow;

  /** What a write in the background failed with; the next read or write throws it. */
  private @Nullable IOException broken;

  private @Nullable TlsGoodbye goodbye;

  TlsTransport(Transport below, SSLEngine engine, ReadBuffer encrypted, WriteQueue outgoing) {
    this.below = below;
    this.engine = engine;
    this.encrypted = encrypted;
    this.outgoing = outgoing;
    this.moreInside = !encrypted.isEmpty();
  }

  @Override
  public void start(Events events) {
    above = events;
    below.start(this);
    below.wantWrite(!outgoing.isEmpty());
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (broken != null) {
      throw broken;
    }
    int start = target.position();
    ByteBuffer records = DirectBuffers.forEncryptedInput();
    encrypted.moveTo(records);
    if (!endedBelow && records.hasRemaining()) {
      endedBelow = below.read(records) < 0;
    }
    boolean full = decrypt(records.flip(), target);
    encrypted.append(records);
    int count = target.position() - start;
    moreInside = full || (count > 0 && peerSaidGoodbye);
    if (moreInside) {
      readableSoon();
    }
    return count > 0 ? count : atEnd();
  }

  private int atEnd() throws SSLException {
    if (peerSaidGoodbye) {
      return -1;
    }
    if (endedBelow) {
      throw new SSLException(
          "the TLS connection "
              + this
              + " ended without close-notify: what was received may be cut off");
    }
    return 0;
  }

  /** Says whether it stopped because the target is full. */
  private boolean decrypt(ByteBuffer records, ByteBuffer target) throws SSLException {
    while (!peerSaidGoodbye) {
      SSLEngineResult result = engine.unwrap(records, target);
      if (result.getStatus() == Status.CLOSED) {
        peerSaidGoodbye = true;
      } else if (result.getStatus() != Status.OK) {
        return result.getStatus() == Status.BUFFER_OVERFLOW;
      }
      answer();
    }
    return false;
  }

  /** What may still be said after the handshake: session tickets and new keys in TLS 1.3. */
  private void answer() throws SSLException {
    HandshakeStatus status = engine.getHandshakeStatus();
    if (status == HandshakeStatus.NOT_HANDSHAKING || peerSaidGoodbye) {
      return;
    }
    if (!engine.getSession().getProtocol().equals("TLSv1.3")) {
      throw new SSLException(
          "the peer of " + this + " asked to negotiate TLS again: refused, connect anew instead");
    }
    TlsHandshake.runTasks(engine);
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      ByteBuffer record = DirectBuffers.forEncryptedOutput();
      engine.wrap(ByteBuffer.wrap(ReadBuffer.NOTHING), record);
      outgoing.add(record.flip());
      below.wantWrite(true);
    }
  }

  @Override
  public void readable() {
    if (goodbye != null) {
      goodbye.readable();
    } else if (above != null && wantsRead) {
      above.readable();
    }
  }

  private void readableSoon() {
    if (wantsRead) {
      loop.callSoon(
          () -> {
            if (moreInside) {
              readable();
            }
          });
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    if (broken != null) {
      throw broken;
    }
    int start = source.position();
    while (outgoing.isEmpty() && source.hasRemaining()) {
      ByteBuffer records = DirectBuffers.forEncryptedOutput();
      encrypt(source, records);
      send(records.flip());
    }
    return source.position() - start;
  }

  private void encrypt(ByteBuffer source, ByteBuffer records) throws SSLException {
    int record = engine.getSession().getPacketBufferSize();
    while (source.hasRemaining() && records.remaining() >= record) {
      if (engine.wrap(source, records).getStatus() == Status.CLOSED) {
        throw new SSLException("write to " + this + ", whose TLS connection is closed");
      }
    }
  }

  private void send(ByteBuffer records) throws IOException {
    if (outgoing.isEmpty()) {
      below.write(records);
    }
    if (records.hasRemaining()) {
      outgoing.add(records);
      below.wantWrite(true);
    }
  }

  @Override
  public void writable() {
    try {
      outgoing.writeTo(below);
    } catch (IOException e) {
      broken = e;
      outgoing.clear();
      moreInside = true; // So that whoever reads finds out.
      readableSoon();
    }
    below.wantWrite(!outgoing.isEmpty() || (wantsWrite && broken == null));
    if (goodbye != null) {
      goodbye.written();
    } else if (outgoing.isEmpty() && wantsWrite && above != null) {
      above.writable();
    }
  }

  @Override
  public void finish(Runnable finished) {
    if (broken != null) {
      finished.run();
      return;
    }
    goodbye = new TlsGoodbye(loop, engine, below, outgoing, encrypted, finished);
    goodbye.say(peerSaidGoodbye || endedBelow);
  }

  @Override
  public boolean canHalfClose() {
    return false;
  }

  @Override
  public void shutdownOutput() {
    throw new UnsupportedOperationException("TLS ends in both directions at once: " + this);
  }

  @Override
  public void close() {
    forgetGoodbye();
    below.close();
  }

  @Override
  public void reset() {
    forgetGoodbye();
    below.reset();
  }

  /** Nobody waits for the peer's goodbye any more; its timer would hold all of this. */
  private void forgetGoodbye() {
    if (goodbye != null) {
      goodbye.forget();
    }
  }

  @Override
  public void wantRead(boolean wanted) {
    wantsRead = wanted;
    below.wantRead(wanted && !endedBelow);
    if (wanted && (moreInside || endedBelow)) {
      moreInside = true;
      readableSoon();
    }
  }

  @Override
  public void wantWrite(boolean wanted) {
    wantsWrite = wanted;
    below.wantWrite(wanted || !outgoing.isEmpty());
  }

  SSLSession session() {
    return engine.getSession();
  }

  @Override
  public @Nullable SocketAddress localAddress() {
    return below.localAddress();
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return below.remoteAddress();
  }

  @Override
  public String toString() {
    return below + " (" + engine.getSession().getProtocol() + ")";
  }
}
