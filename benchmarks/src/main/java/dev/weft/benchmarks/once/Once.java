package dev.weft.benchmarks.once;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Random;

/**
 * Measures one peer in one of these programs: {@code Once parked.future|parked.sleep|parked.deep
 * PEER [tasks]} tells bytes and times for each task, {@code Once sleeps PEER [tasks]} CPU seconds.
 * What it prints is a line of JSON; the largest classes go to the standard error stream.
 */
public final class Once {
  private static final int TASKS = 1_000_000;
  private static final long SEED = 8;

  private Once() {}

  /** Runs one program. */
  public static void main(String[] args) throws Exception {
    int tasks = args.length > 2 ? Integer.parseInt(args[2]) : TASKS;
    System.out.println(measure(args[0], args[1], tasks));
  }

  static String measure(String row, String peerName, int tasks) throws Exception {
    Peer peer = peer(peerName);
    String figures =
        switch (row) {
          case "parked.future" -> parked(peer::onFutures, tasks);
          case "parked.sleep" -> parked(peer::onSleeps, tasks);
          case "parked.deep" -> parked(peer::deepOnFutures, tasks);
          case "sleeps" -> sleeps(peer, tasks);
          default -> throw new IllegalArgumentException("no such program: " + row);
        };
    return "{\"row\": \"%s\", \"peer\": \"%s\", %s}".formatted(row, peerName, figures);
  }

  private static Peer peer(String name) {
    return switch (name) {
      case "Limit" -> new Limit();
      case "Weft" -> new Weft();
      case "Kotlin" -> new Kotlin();
      case "Threads", "OneCarrier" -> new Threads();
      case "Futures" -> new Futures();
      default -> throw new IllegalArgumentException("no such peer: " + name);
    };
  }

  private interface Parking {
    void park(int tasks, Runnable parked) throws Exception;
  }

  private static String parked(Parking parking, int tasks) throws Exception {
    parking.park(Math.min(tasks, 1_000), () -> {}); // Loads the classes: they are not counted.
    long before = Heap.now().bytes();
    Watch watch = new Watch(tasks);
    parking.park(tasks, watch::parked);
    double cancel = (System.nanoTime() - watch.counted) / 1e9;
    return String.format(
        Locale.ROOT,
        "\"bytes\": %.1f, \"createSeconds\": %.3f, \"cancelSeconds\": %.3f",
        (watch.heapBytes - before) / (double) tasks,
        (watch.parked - watch.started) / 1e9,
        cancel);
  }

  /** When what happened, and how large the heap was when all tasks were parked. */
  private static final class Watch {
    private final int tasks;
    private final long started = System.nanoTime();
    private long parked;
    private long counted;
    private long heapBytes;

    Watch(int tasks) {
      this.tasks = tasks;
    }

    void parked() {
      parked = System.nanoTime();
      Heap heap = Heap.now();
      heapBytes = heap.bytes();
      if (tasks == TASKS) {
        heap.largest().forEach(System.err::println);
      }
      counted = System.nanoTime();
    }
  }

  private static String sleeps(Peer peer, int tasks) throws Exception {
    int[] millis = new Random(SEED).ints(tasks, 0, Math.min(tasks, 1_000)).toArray();
    long started = System.nanoTime();
    peer.sleep(millis);
    double wall = (System.nanoTime() - started) / 1e9;
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "\"cpuSeconds\": %.2f, \"wallSeconds\": %.2f",
        system.getProcessCpuTime() / 1e9,
        wall);
  }
}
