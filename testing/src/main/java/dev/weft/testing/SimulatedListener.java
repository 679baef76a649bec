package dev.weft.testing;

import dev.weft.io.Network;
import dev.weft.io.Transport;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Where connections of a {@link SimulatedNetwork} come in. */
final class SimulatedListener implements Network.Listener {
  private final SimulatedNetwork network;
  private final String key;
  private final SocketAddress address;
  private final int backlog;
  private final Deque<SimulatedTransport> waiting = new ArrayDeque<>();
  private final EveryTurn turns;
  private @Nullable Runnable acceptable;

  SimulatedListener(SimulatedNetwork network, String key, SocketAddress address, int backlog) {
    this.network = network;
    this.key = key;
    this.address = address;
    this.backlog = backlog;
    this.turns =
        new EveryTurn(
            network.loop(), () -> acceptable != null && !waiting.isEmpty(), this::tellOfWaiting);
  }

  private void tellOfWaiting() {
    Runnable told = acceptable;
    if (told != null) {
      told.run();
    }
  }

  boolean hasRoom() {
    return waiting.size() < backlog;
  }

  void arrived(SimulatedTransport transport) {
    waiting.add(transport);
    turns.check();
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  @Override
  public @Nullable Transport accept() {
    return waiting.poll();
  }

  @Override
  public void whenAcceptable(@Nullable Runnable callback) {
    acceptable = callback;
    turns.check();
  }

  @Override
  public void close() {
    acceptable = null;
    network.stopListening(key);
    waiting.forEach(SimulatedTransport::reset);
    waiting.clear();
  }

  @Override
  public String toString() {
    return "<Listener " + address + ">";
  }
}
