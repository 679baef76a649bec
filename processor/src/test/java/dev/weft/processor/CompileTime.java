package dev.weft.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * How much longer does javac take for 2,000 async methods when they are woven? Run by hand; {@code
 * docs/compile-time.md} has the commands and the last figures.
 *
 * <p>And how much of that does javac take for any processor, also for one that does nothing?
 *
 * <p>Compares medians over the same sources, of what a clock shows and of the CPU time of all
 * threads: {@code cold} of processes that run javac once, {@code warm} of a JVM that has run it
 * often.
 */
final class CompileTime {
  private static final int CLASSES = 100;
  private static final int METHODS = 20;
  private static final String[] UNITS = {"by the clock", "of CPU"};

  private static boolean hasCompiled;

  private CompileTime() {}

  /** A processor that does nothing. */
  @SupportedAnnotationTypes("*")
  public static final class Nothing extends AbstractProcessor {
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }
  }

  /** What is measured: a javac with a processor path. */
  private record Variant(String name, String processorPath, List<double[]> runs) {
    double median(int unit) {
      double[] sorted = runs.stream().mapToDouble(run -> run[unit]).sorted().toArray();
      return sorted[sorted.length / 2];
    }
  }

  /** {@code cold RUNS JAR [JVM OPTION]...}, {@code warm RUNS JAR}, and what the first forks. */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("once")) {
      double[] times = compile(Path.of(arguments[1]), arguments[2]);
      System.out.println(times[0] + " " + times[1]);
      return;
    }
    boolean isCold = arguments[0].equals("cold");
    int runs = Integer.parseInt(arguments[1]);
    List<String> options = List.of(arguments).subList(3, arguments.length);
    List<Variant> variants =
        List.of(
            new Variant("javac alone", "", new ArrayList<>()),
            new Variant("with a processor that does nothing", nothing(), new ArrayList<>()),
            new Variant("woven", arguments[2], new ArrayList<>()));
    Path folder = Files.createTempDirectory("weft-compile-time");
    for (int run = isCold ? 0 : -runs; run < runs; run++) {
      for (Variant each : variants) {
        Path output = Files.createTempDirectory(folder, "run");
        double[] times =
            isCold
                ? fork(options, output, each.processorPath)
                : compile(output, each.processorPath);
        if (run >= 0) { // Before, a warm JVM is warmed.
          each.runs.add(times);
        }
        delete(output);
      }
    }
    delete(folder);
    System.out.println("JDK " + Runtime.version() + ", " + String.join(" ", arguments));
    for (int unit = 0; unit < UNITS.length; unit++) {
      double alone = variants.get(0).median(unit);
      for (Variant each : variants) {
        System.out.printf(
            "%s: %.2f s %s (%+.1f %%)%n",
            each.name, each.median(unit), UNITS[unit], 100 * (each.median(unit) / alone - 1));
      }
    }
  }

  private static String nothing() {
    return RealJavac.pathOf(Nothing.class);
  }

  private static double[] fork(List<String> options, Path folder, String processorPath)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    // Without the processor: javac would find it there, wherever else it has to look.
    command.addAll(List.of("-cp", RealJavac.pathOf(CompileTime.class, dev.weft.Asyncio.class)));
    command.addAll(List.of(CompileTime.class.getName(), "once", folder.toString(), processorPath));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
    return Arrays.stream(output.trim().split(" ", 2)).mapToDouble(Double::parseDouble).toArray();
  }

  /** How long it takes, in each of the {@link #UNITS}; the first in a JVM with the JVM's start. */
  private static double[] compile(Path folder, String processorPath) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    RuntimeMXBean jvm = ManagementFactory.getRuntimeMXBean();
    boolean isFirst = !hasCompiled;
    hasCompiled = true;
    RealJavac javac = program(folder).output().options("-cp", RealJavac.runtimePath());
    javac.options("-processorpath", processorPath);
    if (processorPath.equals(nothing())) {
      javac.options("-processor", Nothing.class.getName());
    }
    long clock = isFirst ? jvm.getStartTime() : System.currentTimeMillis();
    long cpu = isFirst ? 0 : system.getProcessCpuTime();
    RealJavac.Result result = javac.run();
    if (!result.succeeded()) {
      throw new IllegalStateException(result.output());
    }
    return new double[] {
      (System.currentTimeMillis() - clock) / 1e3, (system.getProcessCpuTime() - cpu) / 1e9
    };
  }

  private static RealJavac program(Path folder) {
    RealJavac javac = new RealJavac(folder);
    for (int i = 0; i < CLASSES; i++) {
      javac.source("load/Class" + i + ".java", type(i));
    }
    return javac;
  }

  private static String type(int number) {
    StringBuilder source = new StringBuilder();
    source.append("package load;\n");
    source.append("import static dev.weft.Asyncio.*;\n");
    source.append("import dev.weft.*;\nimport dev.weft.Future;\nimport java.time.Duration;\n");
    source.append("import java.util.*;\n");
    source.append("public class Class").append(number).append(" {\n");
    source.append("  private final Map<String, Integer> cache = new HashMap<>();\n");
    for (int i = 0; i < METHODS; i++) {
      source.append(METHOD.replace("#", String.valueOf(i)));
    }
    return source.append("}\n").toString();
  }

  /** Three awaits, a loop, a try block: about what people write. */
  private static final String METHOD =
      """
        @Async
        public Coroutine<Integer> sum#(List<Future<Integer>> prices, String name) {
          int sum = 0;
          for (Future<Integer> price : prices) {
            try {
              int one = await(price);
              if (one > 0) {
                sum += one;
              } else {
                await(sleep(Duration.ofMillis(one)));
              }
            } catch (IllegalStateException e) {
              throw new IllegalArgumentException("no price for " + name + " after " + sum, e);
            }
          }
          Integer known = cache.get(name);
          if (known == null) {
            known = await(sleep(Duration.ofSeconds(1), sum));
            cache.put(name, known);
          }
          return done(known + sum);
        }
      """;

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
