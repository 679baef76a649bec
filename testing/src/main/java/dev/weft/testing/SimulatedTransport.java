package dev.weft.testing;

import dev.weft.io.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One end of a connection of a {@link SimulatedNetwork}. */
final class SimulatedTransport implements Transport {
  private final Link link;
  private final Pipe in;
  private final Pipe out;
  private final SocketAddress local;
  private final SocketAddress remote;
  private final EveryTurn turns;
  private @Nullable Events events;
  private boolean readWanted;
  private boolean writeWanted;
  private boolean closed;

  /** What broke the connection; null while it holds. */
  private @Nullable IOException failure;

  SimulatedTransport(Link link, Pipe in, Pipe out, SocketAddress local, SocketAddress remote) {
    this.link = link;
    this.in = in;
    this.out = out;
    this.local = local;
    this.remote = remote;
    this.turns =
        new EveryTurn(link.network().loop(), () -> isReadable() || isWritable(), this::tell);
  }

  private boolean isReadable() {
    return readWanted && !closed && (in.hasArrived() || failure != null);
  }

  private boolean isWritable() {
    return writeWanted && !closed && (out.room() > 0 || failure != null);
  }

  private void tell() {
    if (events != null && isReadable()) {
      events.readable();
    }
    if (events != null && isWritable()) {
      events.writable();
    }
  }

  /** Something arrived, or there is room again. */
  void changed() {
    turns.check();
  }

  void fail(IOException broken) {
    if (failure == null && !closed) {
      failure = broken;
      changed();
    }
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void start(Events told) {
    events = told;
    readWanted = false;
    writeWanted = false;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    requireWhole();
    return in.receive(target);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    requireWhole();
    if (source.hasRemaining() && link.network().cutsNow()) {
      out.send(source); // Perhaps the peer still gets it; nobody here will know.
      link.breakDown();
      requireWhole();
    }
    return out.send(source);
  }

  private void requireWhole() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void wantRead(boolean wanted) {
    readWanted = wanted;
    changed();
  }

  @Override
  public void wantWrite(boolean wanted) {
    writeWanted = wanted;
    changed();
  }

  @Override
  public boolean canHalfClose() {
    return true;
  }

  @Override
  public void shutdownOutput() {
    out.end();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      out.end();
      link.sideClosed();
    }
  }

  @Override
  public void reset() {
    if (!closed) {
      closed = true;
      out.sendReset();
      link.sideClosed();
    }
  }

  @Override
  public SocketAddress localAddress() {
    return local;
  }

  @Override
  public SocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public String toString() {
    return SimulatedNetwork.text(local) + " -> " + SimulatedNetwork.text(remote);
  }
}
