package dev.weft.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * How much more work is it for javac to compile 2,000 async methods when they are woven? Run by
 * hand; {@code docs/compile-time.md} has the command and the last figures.
 *
 * <p>And how much of that does javac take for any processor, also for one that does nothing?
 *
 * <p>Compares medians of whole processes that run javac once, cold, over the same sources: their
 * CPU time, which a busy machine disturbs little, and what a clock shows.
 */
final class CompileTime {
  private static final int CLASSES = 100;
  private static final int METHODS = 20;
  private static final String[] UNITS = {"of CPU", "by the clock"};

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

  /** The first argument says how often to run each. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 1) {
      compile(Path.of(arguments[0]), arguments[1]);
      return;
    }
    int runs = Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("weft-compile-time");
    double[][] plain = new double[runs][];
    double[][] nothing = new double[runs][];
    double[][] woven = new double[runs][];
    for (int i = 0; i < runs; i++) {
      plain[i] = fork(folder.resolve("plain"), "");
      nothing[i] = fork(folder.resolve("nothing"), RealJavac.pathOf(Nothing.class));
      woven[i] = fork(folder.resolve("woven"), RealJavac.processorPath());
    }
    for (int unit = 0; unit < UNITS.length; unit++) {
      double without = median(plain, unit);
      System.out.printf(
          "JDK %s: without %.2f s, with a processor that does nothing %.2f s (%+.1f %%),"
              + " woven %.2f s (%+.1f %%) %s%n",
          Runtime.version(),
          without,
          median(nothing, unit),
          percent(median(nothing, unit), without),
          median(woven, unit),
          percent(median(woven, unit), without),
          UNITS[unit]);
    }
    delete(folder);
  }

  private static double percent(double more, double than) {
    return 100 * (more / than - 1);
  }

  /** How long one takes, in each of the {@link #UNITS}. */
  private static double[] fork(Path folder, String processorPath) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                // Without the processor: javac would find it there, wherever else it has to look.
                RealJavac.pathOf(CompileTime.class, dev.weft.Asyncio.class),
                CompileTime.class.getName(),
                folder.toString(),
                processorPath)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
    return Arrays.stream(output.trim().split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static void compile(Path folder, String processorPath) {
    RealJavac javac = program(folder).output().options("-cp", RealJavac.runtimePath());
    javac.options("-processorpath", processorPath);
    if (processorPath.equals(RealJavac.pathOf(Nothing.class))) {
      javac.options("-processor", Nothing.class.getName());
    }
    RealJavac.Result result = javac.run();
    if (!result.succeeded()) {
      throw new IllegalStateException(result.output());
    }
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
    System.out.println(system.getProcessCpuTime() / 1e9 + " " + uptime / 1e3);
  }

  private static double median(double[][] values, int unit) {
    double[] sorted = Arrays.stream(values).mapToDouble(value -> value[unit]).sorted().toArray();
    return sorted[sorted.length / 2];
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
