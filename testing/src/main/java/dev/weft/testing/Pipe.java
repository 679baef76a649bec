package dev.weft.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One direction of a {@link Link}: what was sent arrives later, in order. */
final class Pipe {
  /** So much may be under way or unread, as in the buffers of a socket. */
  private static final int CAPACITY = 64 * 1024;

  private final SimulatedNetwork network;
  private final Link link;
  private final Deque<ByteBuffer> arrived = new ArrayDeque<>();

  /** What waits until the hosts see each other again. */
  private final Deque<Runnable> held = new ArrayDeque<>();

  private @Nullable SimulatedTransport sender;
  private @Nullable SimulatedTransport receiver;
  private int unread;
  private long lastArrival;
  private boolean ended;
  private boolean endArrived;

  Pipe(SimulatedNetwork network, Link link) {
    this.network = network;
    this.link = link;
  }

  void between(SimulatedTransport sends, SimulatedTransport receives) {
    sender = sends;
    receiver = receives;
  }

  int room() {
    return CAPACITY - unread;
  }

  /** Takes as many bytes as there is room for. */
  int send(ByteBuffer source) {
    int taken = Math.min(room(), source.remaining());
    for (int length : taken == 0 ? List.<Integer>of() : network.pieces(taken)) {
      byte[] bytes = new byte[length];
      source.get(bytes);
      unread += length;
      send(() -> arrive(ByteBuffer.wrap(bytes)));
    }
    return taken;
  }

  void end() {
    if (!ended) {
      ended = true;
      send(this::arriveEnd);
    }
  }

  /** Makes the other side fail, behind what was sent before. */
  void sendReset() {
    ended = true;
    send(
        () -> {
          if (receiver != null) {
            receiver.fail(new IOException("Connection reset by peer"));
          }
        });
  }

  private void send(Runnable arrival) {
    if (link.isInterrupted() || !held.isEmpty()) {
      held.add(arrival);
      return;
    }
    long now = network.loop().time();
    lastArrival = Math.max(lastArrival, now + network.delay().toNanos());
    network.after(lastArrival - now, () -> arriveUnlessInterrupted(arrival));
  }

  private void arriveUnlessInterrupted(Runnable arrival) {
    if (link.isInterrupted() || !held.isEmpty()) {
      held.add(arrival);
    } else {
      arrival.run();
    }
  }

  void sendHeld() {
    if (!link.isInterrupted()) {
      Deque<Runnable> waiting = new ArrayDeque<>(held);
      held.clear();
      waiting.forEach(this::send);
    }
  }

  private void arrive(ByteBuffer bytes) {
    SimulatedTransport there = receiver;
    if (there == null || there.isClosed()) {
      SimulatedTransport here = sender;
      if (here != null) {
        long back = network.delay().toNanos();
        network.after(back, () -> here.fail(new IOException("Broken pipe")));
      }
      return;
    }
    arrived.add(bytes);
    there.changed();
  }

  private void arriveEnd() {
    endArrived = true;
    if (receiver != null) {
      receiver.changed();
    }
  }

  boolean hasArrived() {
    return !arrived.isEmpty() || endArrived;
  }

  /** Gives what has arrived: as many bytes as fit of the first piece, or -1 at the end. */
  int receive(ByteBuffer target) {
    ByteBuffer first = arrived.peek();
    if (first == null) {
      return endArrived ? -1 : 0;
    }
    int given = Math.min(first.remaining(), target.remaining());
    target.put(first.slice(first.position(), given));
    first.position(first.position() + given);
    if (!first.hasRemaining()) {
      arrived.remove();
    }
    unread -= given;
    if (sender != null) {
      sender.changed();
    }
    return given;
  }
}
