package dev.weft.processor;

import com.sun.source.util.JavacTask;

/**
 * What processor and plugin tell each other about a compilation: that the processor takes part in
 * it, and that the plugin was there when it started.
 *
 * <p>Not static fields: Gradle loads processors in a class loader of its own, while javac loads the
 * plugin, so the two do not share one. System properties they do share; the value is a string
 * because build tools copy and print properties. The key names the task's {@code Elements}, of
 * which each compilation has one, and is removed when it ends.
 */
final class Presence {
  private static final String PROCESSOR = "dev.weft.processor.present.";
  private static final String START = "dev.weft.processor.started.";

  private Presence() {}

  /** The processor takes part. */
  static void announce(JavacTask task) {
    System.setProperty(key(PROCESSOR, task), "true");
  }

  static boolean isAnnounced(JavacTask task) {
    return System.getProperty(key(PROCESSOR, task)) != null;
  }

  /**
   * Who hears that a compilation starts will hear that it is over, whatever happens between, unless
   * another listener throws an exception at that event. Those who drive a task by hand, by {@code
   * analyze()} and {@code generate()}, get neither event.
   */
  static void promiseEnd(JavacTask task) {
    System.setProperty(key(START, task), "true");
  }

  static boolean isEndPromised(JavacTask task) {
    return System.getProperty(key(START, task)) != null;
  }

  static void withdraw(JavacTask task) {
    System.clearProperty(key(PROCESSOR, task));
    System.clearProperty(key(START, task));
  }

  private static String key(String prefix, JavacTask task) {
    return prefix + Integer.toHexString(System.identityHashCode(task.getElements()));
  }
}
