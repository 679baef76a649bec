package dev.weft.testing;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A connection of a {@link SimulatedNetwork}: two transports and what is under way between. */
final class Link {
  private final SimulatedNetwork network;
  private final String from;
  private final String to;
  private final Pipe forth;
  private final Pipe back;
  private final SimulatedTransport connecting;
  private final SimulatedTransport accepted;

  Link(SimulatedNetwork network, InetSocketAddress from, InetSocketAddress to) {
    this.network = network;
    this.from = from.getHostString();
    this.to = to.getHostString();
    this.forth = new Pipe(network, this);
    this.back = new Pipe(network, this);
    this.connecting = new SimulatedTransport(this, back, forth, from, to);
    this.accepted = new SimulatedTransport(this, forth, back, to, from);
    forth.between(connecting, accepted);
    back.between(accepted, connecting);
    network.opened(this);
  }

  SimulatedTransport connecting() {
    return connecting;
  }

  SimulatedTransport accepted() {
    return accepted;
  }

  boolean touches(String host) {
    return from.equals(host) || to.equals(host);
  }

  boolean isInterrupted() {
    return network.areSeparated(from, to);
  }

  /** The hosts see each other again. */
  void sendHeld() {
    forth.sendHeld();
    back.sendHeld();
  }

  /** Both sides find out at once; what is under way is lost. */
  void breakDown() {
    connecting.fail(new IOException("Connection reset"));
    accepted.fail(new IOException("Connection reset"));
    network.closed(this);
  }

  /** One side has closed. */
  void sideClosed() {
    if (connecting.isClosed() && accepted.isClosed()) {
      network.closed(this);
    }
  }

  SimulatedNetwork network() {
    return network;
  }
}
