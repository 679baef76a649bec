package dev.weft.testing;

import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import dev.weft.io.Network;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network in memory and in virtual time, with the faults of a real one, each decided by the seed:
 * what is sent arrives late and in pieces, connections overtake each other, break, and hosts lose
 * sight of each other.
 *
 * <p>Code under test uses it through {@code dev.weft.io.Streams} without knowing. Hosts are names;
 * {@link #start} runs a coroutine on one. Within a connection bytes keep their order, as with TCP,
 * and while two hosts cannot see each other what they sent waits, as if it were sent again.
 */
public final class SimulatedNetwork {
  /** The host of code that was not started on one. */
  public static final String LOCALHOST = "localhost";

  private static final int FIRST_FREE_PORT = 49152;

  private final Simulation simulation;
  private final Map<String, SimulatedListener> listeners = new HashMap<>();
  private final Set<Link> links = new LinkedHashSet<>();

  /** The hosts that cannot see the others; among themselves they can. */
  private final Set<String> isolated = new LinkedHashSet<>();

  private Duration leastDelay = Duration.ofMillis(1);
  private Duration mostDelay = Duration.ofMillis(10);
  private double cuts;
  private double splits = 0.1;
  private int nextPort = FIRST_FREE_PORT;

  SimulatedNetwork(Simulation simulation) {
    this.simulation = simulation;
  }

  /**
   * How long things take to arrive; each piece of data has a delay of its own.
   *
   * @param least the shortest
   * @param most the longest
   * @return this
   */
  public SimulatedNetwork delays(Duration least, Duration most) {
    leastDelay = least;
    mostDelay = most;
    return this;
  }

  /**
   * How likely a write breaks its connection: what was written may or may not arrive.
   *
   * @param probability for each write; 0 at first
   * @return this
   */
  public SimulatedNetwork cuts(double probability) {
    cuts = probability;
    return this;
  }

  /**
   * How likely a write arrives in two pieces, so that a read gives half of it.
   *
   * @param probability for each write; a tenth at first
   * @return this
   */
  public SimulatedNetwork splits(double probability) {
    splits = probability;
    return this;
  }

  /**
   * Starts a coroutine on a host.
   *
   * @param host its name, which is the task's too
   * @param main what to run; the tasks that it makes are on the host as well
   * @return its task
   * @param <T> the result
   */
  public <T> Task<T> start(String host, Coroutine<T> main) {
    Context context = Context.copyCurrent();
    context.run(() -> Network.use(at(host)));
    return EventLoop.running().createTask(main, host, context);
  }

  /**
   * The network as one host sees it, for {@link Network#use}.
   *
   * @param host its name
   * @return what connects and listens there
   */
  public Network at(String host) {
    return new HostNetwork(this, host);
  }

  /**
   * From now on these hosts and all others cannot see each other; among themselves they can.
   *
   * @param hosts the smaller part, say
   */
  public void partition(Collection<String> hosts) {
    heal();
    isolated.addAll(hosts);
  }

  /** From now on all hosts see each other again; what was sent meanwhile sets out now. */
  public void heal() {
    isolated.clear();
    List.copyOf(links).forEach(Link::sendHeld);
  }

  /**
   * Breaks all connections of a host.
   *
   * @param host its name
   */
  public void cut(String host) {
    for (Link link : List.copyOf(links)) {
      if (link.touches(host)) {
        link.breakDown();
      }
    }
  }

  /**
   * Disturbs the network until cancelled: again and again a host is cut off for a while, or its
   * connections break. Run it as a task.
   *
   * @param hosts who may be hit
   * @param least the shortest time between two disturbances
   * @param most the longest
   * @return never done
   */
  public Coroutine<Void> disturbances(List<String> hosts, Duration least, Duration most) {
    return new Frame<>(
        (self, frame, task) -> {
          // Written by hand, as woven code would be: this module is not woven.
          if (frame.state == Frame.START) {
            frame.state = 1;
          } else {
            frame.resumed(task);
            disturb(hosts);
          }
          return Frame.await(simulation.pause(least, most), frame, task);
        },
        null);
  }

  private void disturb(List<String> hosts) {
    String host = hosts.get(simulation.random().nextInt(hosts.size()));
    switch (simulation.random().nextInt(3)) {
      case 0 -> partition(List.of(host));
      case 1 -> cut(host);
      default -> heal();
    }
  }

  /** An address as people write it: without a word about its not being resolved, which none is. */
  static String text(SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? internet.getHostString() + ":" + internet.getPort()
        : address.toString();
  }

  boolean areSeparated(String one, String other) {
    return isolated.contains(one) != isolated.contains(other);
  }

  Duration delay() {
    return simulation.between(leastDelay, mostDelay);
  }

  boolean cutsNow() {
    return cuts > 0 && simulation.chance(cuts);
  }

  /** The lengths of the pieces in which so many bytes arrive. */
  List<Integer> pieces(int bytes) {
    List<Integer> pieces = new ArrayList<>();
    int left = bytes;
    if (bytes > 1 && splits > 0 && simulation.chance(splits)) {
      int first = 1 + simulation.random().nextInt(bytes - 1);
      pieces.add(first);
      left -= first;
    }
    pieces.add(left);
    return pieces;
  }

  EventLoop loop() {
    return simulation.loop();
  }

  int freePort() {
    return nextPort++;
  }

  @Nullable SimulatedListener listenerAt(String address) {
    return listeners.get(address);
  }

  boolean listen(String address, SimulatedListener listener) {
    return listeners.putIfAbsent(address, listener) == null;
  }

  void stopListening(String address) {
    listeners.remove(address);
  }

  void opened(Link link) {
    links.add(link);
  }

  void closed(Link link) {
    links.remove(link);
  }

  /** Does something later, unless the loop is closed: nobody is there any more to see it. */
  void after(long nanosFromNow, Runnable action) {
    if (!loop().isClosed()) {
      loop().callAt(loop().time() + nanosFromNow, new Delivery(action));
    }
  }

  /** Something under way. That it never arrives is no leak of a test. */
  private record Delivery(Runnable action) implements Runnable {
    @Override
    public void run() {
      action.run();
    }

    @Override
    public String toString() {
      return Leaks.UNDER_WAY;
    }
  }

  @Override
  public String toString() {
    return "<SimulatedNetwork connections=" + links.size() + " isolated=" + isolated + ">";
  }
}
