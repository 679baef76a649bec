package dev.weft.io;

import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.TimerHandle;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a TLS connection: takes a transport in the clear and gives one over TLS, or
 * closes it. Public-key work is done by the default executor, for it takes milliseconds.
 *
 * <pre>
 *   NEED_WRAP: a message goes out  <--> NEED_UNWRAP: waits for one <--> NEED_TASK: in the executor
 *        '------------------- until the engine is not handshaking any more ------> done
 * </pre>
 */
final class TlsHandshake implements Transport.Events {
  private final EventLoop loop = EventLoop.running();
  private final Transport below;
  private final TlsSettings settings;
  private final SSLEngine engine;
  private final ReadBuffer encrypted = new ReadBuffer();
  private final WriteQueue outgoing = new WriteQueue();
  private final Future<Void> done = loop.createFuture();

  /** Public-key work is under way elsewhere. */
  private boolean thinking;

  private boolean endedBelow;

  private TlsHandshake(Transport below, TlsSettings settings) {
    this.below = below;
    this.settings = settings;
    this.engine = settings.newEngine(below.remoteAddress());
  }

  /** Steps to a transport over TLS; whatever goes wrong, the one below is closed. */
  static Shaking over(Transport below, TlsSettings settings) {
    return new Shaking(below, settings);
  }

  /** A handshake that is awaited, and may be given up by others. */
  static final class Shaking extends Steps<Transport> {
    private final Transport below;
    private final TlsSettings settings;
    private @Nullable TlsHandshake handshake;
    private @Nullable TimerHandle timer;

    private Shaking(Transport below, TlsSettings settings) {
      this.below = below;
      this.settings = settings;
    }

    @Override
    Object step(int number, @Nullable Object value) throws IOException {
      if (number == 0) {
        TlsHandshake started = new TlsHandshake(below, settings);
        handshake = started;
        timer = started.loop.callLater(settings.handshakeTimeout(), started::timeOut);
        started.begin();
        return started.done;
      }
      cancelTimer();
      return Steps.<TlsHandshake>cast(handshake).result();
    }

    @Override
    Object failed(Throwable failure) throws Throwable {
      cancelTimer();
      below.close();
      throw failure;
    }

    private void cancelTimer() {
      if (timer != null) {
        timer.cancel();
      }
    }

    /** The transport below was closed by somebody else, and it tells nobody: who waits is told. */
    void giveUp() {
      if (handshake != null) {
        handshake.fail(
            new ConnectionLostException(
                "TLS handshake with "
                    + settings.describe(below.remoteAddress())
                    + " given up: the stream was closed meanwhile",
                null));
      }
    }
  }

  private void begin() throws SSLException {
    engine.beginHandshake();
    below.start(this);
    below.wantRead(true);
    proceed();
  }

  private TlsTransport result() {
    below.wantRead(false);
    return new TlsTransport(below, engine, encrypted, outgoing);
  }

  private void timeOut() {
    fail(
        new SSLHandshakeException(
            "TLS handshake with "
                + settings.describe(below.remoteAddress())
                + " took longer than "
                + settings.handshakeTimeout()));
  }

  /** Goes on until it has to wait for something. */
  private void proceed() {
    try {
      while (!done.isDone() && !thinking && advance()) {}
    } catch (IOException | RuntimeException e) { // A trust manager may throw anything.
      sendAlert();
      fail(explained(e));
    }
  }

  /** One step of the handshake; says whether there may be another one. */
  private boolean advance() throws IOException {
    switch (engine.getHandshakeStatus()) {
      case NEED_WRAP -> send();
      case NEED_TASK -> think();
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
        return receive();
      }
      default -> done.setResult(null);
    }
    return true;
  }

  private void send() throws IOException {
    ByteBuffer record = DirectBuffers.forEncryptedOutput();
    engine.wrap(ByteBuffer.wrap(ReadBuffer.NOTHING), record);
    outgoing.add(record.flip());
    outgoing.writeTo(below);
    below.wantWrite(!outgoing.isEmpty());
  }

  /** Says whether a whole message had come in. */
  private boolean receive() throws IOException {
    ByteBuffer records = DirectBuffers.forEncryptedInput();
    encrypted.moveTo(records);
    SSLEngineResult result = engine.unwrap(records.flip(), DirectBuffers.forInput());
    encrypted.append(records);
    if (result.getStatus() == Status.CLOSED) {
      throw new SSLException("the peer closed the connection");
    }
    if (result.getStatus() == Status.BUFFER_UNDERFLOW && endedBelow) {
      throw new EOFException("the peer ended the connection");
    }
    return result.getStatus() == Status.OK;
  }

  private void think() {
    thinking = true;
    below.wantRead(false); // What comes meanwhile waits in the kernel.
    loop.runInExecutor(null, () -> runTasks(engine))
        .addDoneCallback(
            future -> {
              thinking = false;
              if (done.isDone()) {
                return; // Given up meanwhile, and closed.
              }
              below.wantRead(true);
              proceed();
            });
  }

  /** A failure of these comes out of the next wrap or unwrap. */
  static boolean runTasks(SSLEngine engine) {
    Runnable task;
    while ((task = engine.getDelegatedTask()) != null) {
      task.run();
    }
    return true;
  }

  @Override
  public void readable() {
    if (done.isDone() || thinking) {
      below.wantRead(false);
      return;
    }
    try {
      ByteBuffer records = DirectBuffers.forEncryptedInput();
      int room = records.remaining() - encrypted.size();
      endedBelow = below.read(records.limit(Math.max(room, 0))) < 0;
      encrypted.append(records.flip());
      if (endedBelow) {
        below.wantRead(false);
      }
    } catch (IOException e) {
      fail(explained(e));
      return;
    }
    proceed();
  }

  @Override
  public void writable() {
    try {
      outgoing.writeTo(below);
      below.wantWrite(!outgoing.isEmpty());
    } catch (IOException e) {
      fail(explained(e));
    }
  }

  private void fail(Exception failure) {
    if (!done.isDone()) {
      done.setException(failure);
    }
  }

  /** The engine has ready what the peer should be told; whether it hears it is its own affair. */
  private void sendAlert() {
    try {
      send();
    } catch (IOException | RuntimeException e) {
      // The first failure is the one that counts.
    }
  }

  /** The engine says what is wrong, but not with whom. */
  private SSLException explained(Exception cause) {
    String message =
        "TLS handshake with "
            + settings.describe(below.remoteAddress())
            + " failed: "
            + reason(cause);
    SSLException explained =
        cause instanceof SSLProtocolException
            ? new SSLProtocolException(message)
            : new SSLHandshakeException(message);
    explained.initCause(cause);
    return explained;
  }

  /** Newer JDKs say no more than "Unhandled exception" of what a trust manager has thrown. */
  private static String reason(Exception cause) {
    Throwable behind = cause.getCause();
    String said = String.valueOf(cause.getMessage());
    return behind == null || behind.getMessage() == null || said.contains(behind.getMessage())
        ? said
        : said + ": " + behind.getMessage();
  }
}
