package dev.weft.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs each benchmark once, tiny and in this JVM, so that none rots. */
class SmokeTest {
  /** What cannot run on this JDK. */
  private static final String LEFT_OUT = leftOut();

  @Test
  void everyBenchmarkRuns() throws RunnerException {
    assertThat(
            new Runner(
                    new OptionsBuilder()
                        .exclude(LEFT_OUT)
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run())
        .hasSize(all().size());
  }

  @Test
  void allPeersGiveTheSameResult() {
    Map<String, Set<Object>> results =
        all().stream()
            .collect(
                groupingBy(
                    entry -> workload(entry) + "." + method(entry),
                    mapping(SmokeTest::result, toSet())));
    assertThat(results).hasSizeGreaterThan(10).allSatisfy((row, all) -> assertThat(all).hasSize(1));
  }

  private static List<BenchmarkListEntry> all() {
    return List.copyOf(
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                List.of(LEFT_OUT)));
  }

  private static Object result(BenchmarkListEntry entry) {
    try {
      Class<?> type = Class.forName(entry.getUserClassQName());
      Object state = type.getConstructor().newInstance();
      Object result = type.getMethod(method(entry)).invoke(state);
      for (Method each : type.getMethods()) {
        if (each.getName().equals("close")) {
          each.invoke(state);
        }
      }
      return result;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(entry.getUsername(), e);
    }
  }

  private static String workload(BenchmarkListEntry entry) {
    String type = entry.getUserClassQName();
    return type.substring(0, type.lastIndexOf('.'));
  }

  private static String method(BenchmarkListEntry entry) {
    return entry.getUsername().substring(entry.getUserClassQName().length() + 1);
  }

  private static String leftOut() {
    if (Runtime.version().feature() >= 21) {
      return "none of them";
    }
    System.out.println("Benchmarks of virtual threads are left out: they need JDK 21.");
    return "\\.Threads\\.";
  }
}
