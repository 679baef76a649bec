package dev.weft.benchmarks.echo;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * One peer's echo server in a JVM of its own: prints its port, then the CPU nanoseconds of its
 * process for each line that it reads, and ends with its input.
 */
final class Server {
  private Server() {}

  /** What each peer implements. */
  interface Peer {
    /** Serves on the loopback, in daemon threads, and gives the port. */
    int start() throws Exception;
  }

  /** Runs a server. */
  public static void main(String[] args) throws Exception {
    System.out.println(peer(args[0]).start());
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      while (questions.readLine() != null) {
        System.out.println(system.getProcessCpuTime());
      }
    }
    System.exit(0); // Whatever threads a peer has left.
  }

  static Peer peer(String name) {
    return switch (name) {
      case "Limit" -> new Limit();
      case "Weft" -> new Weft();
      case "Netty" -> new Netty();
      case "Threads", "OneCarrier" -> new Threads();
      default -> throw new IllegalArgumentException("no such peer: " + name);
    };
  }

  /** Runs something that goes on for ever. */
  static void daemon(Serving serving) {
    Thread thread =
        new Thread(
            () -> {
              try {
                serving.serve();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            },
            "echo server");
    thread.setDaemon(true);
    thread.start();
  }

  /** A server's work. */
  interface Serving {
    void serve() throws IOException;
  }
}
