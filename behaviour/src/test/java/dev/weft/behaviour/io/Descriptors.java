package dev.weft.behaviour.io;

import java.io.File;

/** What the process holds of the operating system. */
final class Descriptors {
  private Descriptors() {}

  /** How many descriptors are open; the one that lists them is always among them. */
  static int open() {
    String[] names = new File("/proc/self/fd").list();
    return names == null ? 0 : names.length;
  }

  /** Whether this system tells. */
  static boolean areCounted() {
    return new File("/proc/self/fd").isDirectory();
  }
}
