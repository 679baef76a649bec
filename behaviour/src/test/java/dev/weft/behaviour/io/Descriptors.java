package dev.weft.behaviour.io;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the process holds of the operating system. */
final class Descriptors {
  private Descriptors() {}

  /** How many descriptors are open; the one that lists them is always among them. */
  static int open() {
    String[] names = new File("/proc/self/fd").list();
    return names == null ? 0 : names.length;
  }

  /** What they are, for messages. */
  static List<String> list() {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.map(Descriptors::target).filter(name -> !name.endsWith(".jar")).toList();
    } catch (IOException e) {
      return List.of(e.toString());
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "closed";
    }
  }

  /**
   * Asks until the answer is the expected one, for a bounded time: threads of the JDK close the
   * pipes of a child that was killed, and tell nobody.
   */
  static int settledAt(int expected) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (open() != expected && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return open();
  }
}
