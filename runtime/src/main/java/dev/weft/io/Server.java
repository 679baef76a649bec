package dev.weft.io;

import dev.weft.AsyncCloseable;
import dev.weft.AsyncConsumer;
import dev.weft.Asyncio;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Accepts clients and runs a task for each: asyncio's Server. Made by {@link Streams}.
 *
 * <p>A client's stream is closed when its task ends, however it ends. What the task throws goes to
 * the loop's exception handler; the server goes on.
 */
public final class Server implements AsyncCloseable {
  /** Like asyncio: how long nobody is accepted when the system is out of descriptors. */
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  final EventLoop loop = EventLoop.running();
  final AsyncConsumer<TcpStream> handler;
  final ServerOptions options;
  final @Nullable TlsSettings tls;
  private final List<Network.Listener> listeners;
  private final List<SocketAddress> addresses;
  private final Set<Client> clients = new LinkedHashSet<>();
  private final WaitList closers = new WaitList(loop);

  /** Closes the listeners with the loop. */
  private final AutoCloseable untilLoopCloses =
      new UntilLoopCloses(() -> this, this::stopListening);

  private boolean serving;
  private boolean closed;
  private @Nullable Future<Void> forever;

  Server(
      AsyncConsumer<TcpStream> handler, ServerOptions options, List<Network.Listener> listeners) {
    this.handler = handler;
    this.options = options;
    this.listeners = listeners;
    this.addresses = listeners.stream().map(Network.Listener::address).toList();
    this.tls =
        options.tls() == null
            ? null
            : TlsSettings.ofServer(options.tls())
                .with(options.handshakeTimeout(), options.tlsAdjustment());
  }

  void open() {
    loop.addResource(untilLoopCloses);
    if (options.startServing()) {
      startServing();
    }
  }

  /**
   * The port it listens on; of several addresses, that of the first.
   *
   * @return the port, also after closing
   */
  public int port() {
    if (addresses.get(0) instanceof InetSocketAddress address) {
      return address.getPort();
    }
    throw new IllegalStateException("port() of " + this + ", which listens on no port");
  }

  /**
   * Where it listens.
   *
   * @return one or more addresses, also after closing
   */
  public List<SocketAddress> addresses() {
    return addresses;
  }

  /**
   * Whether it accepts clients.
   *
   * @return whether it was started and is not closed
   */
  public boolean isServing() {
    return serving && !closed;
  }

  /** Begins to accept, if that was not done from the start. A second call does nothing. */
  public void startServing() {
    requireOpen();
    if (!serving) {
      serving = true;
      listeners.forEach(this::listen);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("server " + this + " is closed");
    }
  }

  /**
   * Accepts clients until the awaiting task is cancelled; then closes the server and waits for the
   * clients' tasks.
   *
   * @return does not end by itself
   */
  public Coroutine<Void> serveForever() {
    return new Steps<Void>() {
      private @Nullable Throwable end;

      @Override
      @Nullable Object step(int number, @Nullable Object value) throws Throwable {
        if (number == 0) {
          return begin();
        }
        throw Steps.<Throwable>cast(end);
      }

      @Override
      Object failed(Throwable failure) throws Throwable {
        if (end != null || !(failure instanceof CancelledError)) {
          throw end == null ? failure : end;
        }
        end = failure;
        forever = null;
        closeSoon();
        return waitClosed();
      }
    }.coroutine();
  }

  private Future<Void> begin() {
    if (forever != null) {
      throw new IllegalStateException("server " + this + " is already being awaited for ever");
    }
    requireOpen();
    startServing();
    Future<Void> ending = loop.createFuture();
    forever = ending;
    return ending;
  }

  private void listen(Network.Listener listener) {
    listener.whenAcceptable(() -> accept(listener));
  }

  private void accept(Network.Listener listener) {
    // As many as may wait, then the others get a turn (selector_events._accept_connection). One
    // more, for without a backlog the system has a queue all the same.
    for (int n = Math.max(options.backlog(), 0); n >= 0 && !closed; n--) {
      Transport transport;
      try {
        transport = listener.accept();
      } catch (IOException e) {
        acceptFailed(listener, e);
        return;
      }
      if (transport == null) {
        return;
      }
      serve(transport);
    }
  }

  /** Nearly always for want of descriptors: the client still waits, so this would not stop. */
  private void acceptFailed(Network.Listener listener, IOException failure) {
    loop.callExceptionHandler(
        ExceptionContext.of(
                "accept() on "
                    + listener
                    + " failed; trying again in "
                    + RETRY_DELAY.toSeconds()
                    + " second: if descriptors ran out, raise the limit or serve fewer clients")
            .withException(failure));
    listener.whenAcceptable(null);
    loop.callLater(
        RETRY_DELAY,
        () -> {
          if (isServing()) {
            listen(listener);
          }
        });
  }

  private void serve(Transport transport) {
    Client client = new Client(this, transport);
    clients.add(client);
    client.start();
  }

  void left(Client client) {
    clients.remove(client);
    wakeIfGone();
  }

  /** Stops accepting; the clients that are here stay. */
  public void closeSoon() {
    if (closed) {
      return;
    }
    stopListening();
    loop.removeResource(untilLoopCloses);
    if (forever != null) {
      forever.cancel();
    }
    wakeIfGone();
  }

  private void stopListening() {
    closed = true;
    listeners.forEach(Network.Listener::close);
  }

  private void wakeIfGone() {
    if (closed && clients.isEmpty() && !loop.isClosed()) {
      closers.wakeAll();
    }
  }

  /**
   * Waits until the server is closed and all its clients have gone.
   *
   * @return done when there is nothing left of it
   */
  public Coroutine<Void> waitClosed() {
    return new Frame<>(Server::waitingClosed, this);
  }

  private static @Nullable Object waitingClosed(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Server server = Steps.cast(self);
    if (frame.state != Frame.START) {
      return frame.resumed(task);
    }
    if (server.closed && server.clients.isEmpty()) {
      return null;
    }
    frame.state = 1;
    return Frame.await(server.closers.join(), frame, task);
  }

  /**
   * Stops accepting and waits until all clients have gone; see {@link #closeClients}.
   *
   * @return done when there is nothing left of it
   */
  @Override
  public Coroutine<Void> closeAsync() {
    return new Steps<Void>() {
      @Override
      @Nullable Object step(int number, @Nullable Object value) {
        switch (number) {
          case 0 -> {
            closeSoon();
            return Asyncio.yieldNow(); // From the next turn on nobody listens any more.
          }
          case 1 -> {
            return waitClosed();
          }
          default -> {
            return null;
          }
        }
      }
    }.coroutine();
  }

  /** Flushes and closes the streams of all clients; their tasks find out and end. */
  public void closeClients() {
    List.copyOf(clients).forEach(Client::closeSoon);
  }

  /** Closes the streams of all clients at once. */
  public void abortClients() {
    List.copyOf(clients).forEach(Client::abort);
  }

  /**
   * How many clients are connected.
   *
   * @return those in a TLS handshake included
   */
  public int clientCount() {
    return clients.size();
  }

  @Override
  public String toString() {
    String state = closed ? "closed" : serving ? "serving" : "not serving";
    return "<Server " + addresses + " " + state + ", " + clients.size() + " clients>";
  }
}
