package dev.weft.io;

import dev.weft.AsyncCloseable;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends and receives datagrams. What nobody receives waits in the system's buffer, and is dropped
 * there when that is full: memory does not grow.
 */
public final class DatagramEndpoint implements AsyncCloseable {
  private final EventLoop loop = EventLoop.running();
  private final DatagramChannel channel;
  private final SocketAddress local;
  private final AutoCloseable untilLoopCloses;
  private final WaitList receivers = new WaitList(loop);
  private final WaitList senders = new WaitList(loop);
  private boolean closed;

  private DatagramEndpoint(DatagramChannel channel) throws IOException {
    this.channel = channel;
    this.local = channel.getLocalAddress();
    this.untilLoopCloses = new UntilLoopCloses(() -> this, channel);
    loop.addResource(untilLoopCloses);
  }

  /**
   * Opens an endpoint that talks to anybody.
   *
   * @param host on which of this host's addresses; empty for all
   * @param port on which port; 0 for any free one
   * @return an open endpoint
   * @throws IOException when awaited, if the port is taken
   */
  public static Coroutine<DatagramEndpoint> bind(String host, int port) throws IOException {
    return opened(host, port, false);
  }

  /**
   * Opens an endpoint that talks to one peer, on any free port.
   *
   * @param host the peer
   * @param port its port
   * @return an open endpoint
   * @throws IOException when awaited, if the host is not known
   */
  public static Coroutine<DatagramEndpoint> connect(String host, int port) throws IOException {
    return opened(host, port, true);
  }

  private static Coroutine<DatagramEndpoint> opened(String host, int port, boolean connected) {
    return new Steps<DatagramEndpoint>() {
      @Override
      Object step(int number, @Nullable Object value) throws IOException {
        return number == 0
            ? Network.current().resolve(host, port)
            : open(Steps.<List<SocketAddress>>cast(value).get(0), connected);
      }
    }.coroutine();
  }

  private static DatagramEndpoint open(SocketAddress address, boolean connected)
      throws IOException {
    boolean six =
        address instanceof InetSocketAddress internet
            && internet.getAddress() instanceof java.net.Inet6Address;
    DatagramChannel channel =
        DatagramChannel.open(six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    try {
      channel.configureBlocking(false);
      if (connected) {
        channel.connect(address);
      } else {
        channel.bind(address);
      }
      return new DatagramEndpoint(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Receives a datagram.
   *
   * @return the next one
   * @throws IOException when awaited, if the peer's host says that nobody listens there, or the
   *     endpoint is closed meanwhile
   */
  public Coroutine<Datagram> receive() throws IOException {
    return new Frame<>(DatagramEndpoint::receiving, this);
  }

  private static @Nullable Object receiving(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    DatagramEndpoint endpoint = Steps.cast(self);
    if (frame.state != Frame.START) {
      frame.resumed(task);
    }
    endpoint.requireOpen("receive");
    ByteBuffer buffer = DirectBuffers.forInput();
    SocketAddress sender = endpoint.channel.receive(buffer);
    if (sender != null) {
      byte[] data = new byte[buffer.flip().remaining()];
      buffer.get(data);
      return new Datagram(data, sender);
    }
    endpoint.loop.addReader(endpoint.channel, endpoint::readable);
    frame.state = 1;
    return Frame.await(endpoint.receivers.join(), frame, task);
  }

  private void readable() {
    loop.removeReader(channel);
    receivers.wakeAll();
  }

  /**
   * Sends a datagram to the peer that was connected to.
   *
   * @param data what it says
   * @return done when the system has it
   * @throws IOException when awaited, if it cannot be sent
   */
  public Coroutine<Void> send(byte[] data) throws IOException {
    return send(data, null);
  }

  /**
   * Sends a datagram.
   *
   * @param data what it says
   * @param receiver whom to; null for the peer that was connected to
   * @return done when the system has it
   * @throws IOException when awaited, if it cannot be sent
   */
  public Coroutine<Void> send(byte[] data, @Nullable SocketAddress receiver) throws IOException {
    return new Steps<Void>() {
      @Override
      @Nullable Object step(int number, @Nullable Object value) throws IOException {
        requireOpen("send");
        SocketAddress target = receiver == null ? channel.getRemoteAddress() : receiver;
        if (target == null) {
          throw new IllegalStateException(
              "send() of "
                  + DatagramEndpoint.this
                  + " without a receiver: name one, or open it with connect(host, port)");
        }
        SystemNetwork.requireHost(target);
        ByteBuffer packet = DirectBuffers.forOutput();
        if (data.length > packet.capacity()) {
          throw new IOException("a datagram of " + data.length + " bytes is too large to be sent");
        }
        packet.put(data).flip();
        if (channel.send(packet, target) > 0 || data.length == 0) {
          return null;
        }
        loop.addWriter(channel, DatagramEndpoint.this::writable);
        return senders.join();
      }
    }.coroutine();
  }

  private void writable() {
    loop.removeWriter(channel);
    senders.wakeAll();
  }

  private void requireOpen(String what) throws IOException {
    if (closed) {
      throw new IOException(what + "() of " + this);
    }
  }

  /**
   * Where it is at home.
   *
   * @return its own address, with the port that was chosen if none was given
   */
  public SocketAddress localAddress() {
    return local;
  }

  /**
   * Its port.
   *
   * @return the port that peers send to
   */
  public int port() {
    return ((InetSocketAddress) local).getPort();
  }

  /**
   * Closes it; who waits to receive is told.
   *
   * @return done when no descriptor is held
   */
  @Override
  public Coroutine<Void> closeAsync() {
    return new Steps<Void>() {
      @Override
      @Nullable Object step(int number, @Nullable Object value) throws IOException {
        if (closed || number > 0) {
          return null;
        }
        closed = true;
        loop.removeResource(untilLoopCloses);
        loop.closeChannel(channel);
        receivers.wakeAll();
        senders.wakeAll();
        return Asyncio.yieldNow(); // Then the descriptor is given back.
      }
    }.coroutine();
  }

  @Override
  public String toString() {
    return "<DatagramEndpoint " + local + (closed ? ", closed>" : ">");
  }
}
