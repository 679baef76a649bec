package dev.weft.behaviour.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the process holds of the operating system, but for what the JDK opens when it likes. */
final class Descriptors {
  private Descriptors() {}

  /** How many descriptors are open. */
  static int open() {
    return list().size();
  }

  /** What they are, for messages. */
  static List<String> list() {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.map(Descriptors::target).filter(Descriptors::isOurs).toList();
    } catch (IOException notThisSystem) {
      return List.of();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "/proc closed";
    }
  }

  /** Jars are opened when a class is first looked for, devices when a number is to be random. */
  private static boolean isOurs(String target) {
    return !target.endsWith(".jar")
        && !target.endsWith("/modules")
        && !target.startsWith("/dev/")
        && !target.startsWith("/proc");
  }

  /**
   * Asks until there are no more than expected, for a bounded time: threads of the JDK close the
   * pipes of a child that was killed, and tell nobody. There may be fewer: those of the HTTP
   * clients of another test go when the collector comes.
   */
  static int settledAtMost(int expected) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (open() > expected && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return open();
  }
}
