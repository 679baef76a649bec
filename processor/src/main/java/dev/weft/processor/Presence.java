package dev.weft.processor;

import com.sun.source.util.JavacTask;

/**
 * Whether the processor takes part in a compilation, for the plugin to know.
 *
 * <p>Not a static field: Gradle loads processors in a class loader of its own, while javac loads
 * the plugin, so the two do not share one. System properties they do share; the value is a string
 * because build tools copy and print properties. The key names the task's {@code Elements}, of
 * which each compilation has one, and is removed when it ends.
 */
final class Presence {
  private static final String PREFIX = "dev.weft.processor.present.";

  private Presence() {}

  static void announce(JavacTask task) {
    System.setProperty(key(task), "true");
  }

  static boolean isAnnounced(JavacTask task) {
    return System.getProperty(key(task)) != null;
  }

  static void withdraw(JavacTask task) {
    System.clearProperty(key(task));
  }

  private static String key(JavacTask task) {
    return PREFIX + Integer.toHexString(System.identityHashCode(task.getElements()));
  }
}
