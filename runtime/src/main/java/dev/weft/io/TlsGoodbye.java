package dev.weft.io;

import dev.weft.EventLoop;
import dev.weft.TimerHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The end of a TLS connection: our close-notify goes out, then the peer's is waited for, but not
 * for ever. To close the socket before would reset it if the peer had still something to say, and
 * the peer would lose what it has not read yet.
 *
 * <pre>
 *   say --close-notify written--> waits for the peer --its goodbye, its end, time-out--> finished
 *                                       '--it has said goodbye before--> finished
 * </pre>
 */
final class TlsGoodbye {
  /** As asyncio's ssl_shutdown_timeout. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EventLoop loop;
  private final SSLEngine engine;
  private final Transport below;
  private final WriteQueue outgoing;
  private final ReadBuffer encrypted;

  /** Null when it was run. */
  private @Nullable Runnable finished;

  private boolean peerIsGone;
  private boolean said;
  private @Nullable TimerHandle timer;

  TlsGoodbye(
      EventLoop loop,
      SSLEngine engine,
      Transport below,
      WriteQueue outgoing,
      ReadBuffer encrypted,
      Runnable finished) {
    this.loop = loop;
    this.engine = engine;
    this.below = below;
    this.outgoing = outgoing;
    this.encrypted = encrypted;
    this.finished = finished;
  }

  void say(boolean toNobody) {
    peerIsGone = toNobody;
    timer = loop.callLater(PATIENCE, this::finish);
    try {
      engine.closeOutbound();
      ByteBuffer record = DirectBuffers.forEncryptedOutput();
      engine.wrap(ByteBuffer.wrap(ReadBuffer.NOTHING), record);
      outgoing.add(record.flip());
      outgoing.writeTo(below);
      below.wantWrite(!outgoing.isEmpty());
      written();
    } catch (IOException e) {
      finish();
    }
  }

  /** Some of what had to go out has gone. */
  void written() {
    if (said || !outgoing.isEmpty()) {
      return;
    }
    said = true;
    if (peerIsGone) {
      finish();
    } else {
      below.wantRead(true);
      if (!encrypted.isEmpty()) {
        loop.callSoon(this::readable);
      }
    }
  }

  /** Something came in: it is dropped, unless it is the goodbye. */
  void readable() {
    try {
      ByteBuffer records = DirectBuffers.forEncryptedInput();
      encrypted.moveTo(records);
      boolean ended = records.hasRemaining() && below.read(records) < 0;
      boolean goodbye = dropUpToGoodbye(records.flip());
      encrypted.append(records);
      if (ended || goodbye) {
        finish();
      }
    } catch (IOException e) {
      finish();
    }
  }

  private boolean dropUpToGoodbye(ByteBuffer records) throws IOException {
    while (true) {
      Status status = engine.unwrap(records, DirectBuffers.forInput()).getStatus();
      if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
        // Before that is done the engine takes nothing more, and this would go on for ever.
        throw new SSLException("the peer asks to negotiate TLS again, after our goodbye");
      }
      if (status != Status.OK) {
        return status == Status.CLOSED;
      }
    }
  }

  private void finish() {
    Runnable action = finished;
    forget();
    if (action != null) {
      action.run();
    }
  }

  /** The connection was closed by somebody else: nobody is to be told any more. */
  void forget() {
    finished = null;
    if (timer != null) {
      timer.cancel();
    }
  }
}
