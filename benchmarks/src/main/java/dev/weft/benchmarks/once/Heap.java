package dev.weft.benchmarks.once;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/** What lives on the heap, counted by the JVM after a full collection. */
record Heap(long bytes, List<String> largest) {
  private static final String[] STRING_ARRAY = {String[].class.getName()};

  static Heap now() {
    try {
      String histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      STRING_ARRAY);
      List<String> lines = histogram.lines().filter(line -> !line.isBlank()).toList();
      String[] total = lines.get(lines.size() - 1).trim().split("\\s+", -1); // Total count bytes
      return new Heap(Long.parseLong(total[2]), lines.subList(2, Math.min(10, lines.size())));
    } catch (JMException e) {
      throw new IllegalStateException("this JVM does not count its objects", e);
    }
  }
}
