package dev.weft.io;

import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.ExceptionContext;
import dev.weft.Future;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One client of a server: a task that shakes hands if there is TLS, then runs the handler; its
 * stream is closed when the task ends, also if it was cancelled before its first step.
 */
final class Client {
  private final Server server;
  private final Transport transport;

  /** Null until the handshake is done. */
  private @Nullable Connection connection;

  /** Null without TLS. */
  private TlsHandshake.@Nullable Shaking shaking;

  private boolean taskEnded;

  Client(Server server, Transport transport) {
    this.server = server;
    this.transport = transport;
  }

  void start() {
    Coroutine<?> task = server.tls == null ? handle(transport) : afterHandshake(server.tls);
    server.loop.createTask(task).addDoneCallback(this::ended);
  }

  private Coroutine<Void> handle(Transport ready) {
    Connection made = new Connection(ready, server.options.limit()).start();
    made.whenClosed(this::leaveIfDone);
    connection = made;
    return Asyncio.async(server.handler, new TcpStream(made, null, true));
  }

  private Coroutine<Void> afterHandshake(TlsSettings tls) {
    TlsHandshake.Shaking handshake = TlsHandshake.over(transport, tls);
    shaking = handshake;
    return new Steps<Void>() {
      @Override
      @Nullable Object step(int number, @Nullable Object value) {
        return switch (number) {
          case 0 -> handshake.coroutine();
          case 1 -> handle(Steps.cast(value));
          default -> null;
        };
      }
    }.coroutine();
  }

  private void ended(Future<?> task) {
    taskEnded = true;
    Throwable failure = task.isCancelled() ? null : task.exception();
    if (connection == null) {
      transport.close();
      leaveIfDone();
      reportHandshake(failure);
      return;
    }
    if (failure != null) {
      report("Unhandled exception in client_connected_cb", failure);
    }
    connection.closeSoon();
    leaveIfDone();
  }

  /** The server waits for both: the stream, and the task, which may have to clean up. */
  private void leaveIfDone() {
    if (taskEnded && (connection == null || connection.isClosed())) {
      server.left(this);
    }
  }

  /**
   * What a client does wrong like asyncio only in debug mode: anybody can send garbage, and would
   * fill the log. A server that cannot shake hands at all has to hear of it.
   */
  private void reportHandshake(@Nullable Throwable failure) {
    if (failure != null && (server.loop.isDebug() || !(failure instanceof IOException))) {
      report("Error on transport creation for incoming connection", failure);
    }
  }

  private void report(String message, Throwable failure) {
    server.loop.callExceptionHandler(
        ExceptionContext.of(message + ": " + transport).withException(failure));
  }

  void closeSoon() {
    if (connection == null) {
      transport.close();
      giveUpHandshake();
    } else {
      connection.closeSoon();
    }
  }

  void abort() {
    if (connection == null) {
      transport.reset();
      giveUpHandshake();
    } else {
      connection.abort();
    }
  }

  private void giveUpHandshake() {
    if (shaking != null) {
      shaking.giveUp();
    }
  }
}
