package dev.weft.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The javac of the running JDK, on real files, with the processor found by path as users do. */
final class RealJavac {
  private final Path folder;
  private final List<Path> sources = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final Path classes;

  RealJavac(Path folder) {
    this.folder = folder;
    this.classes = folder.resolve("classes");
    options("-Xdiags:verbose");
  }

  /** What this run said and left behind. */
  record Result(boolean succeeded, String output) {}

  RealJavac source(String path, String... lines) {
    try {
      Path file = folder.resolve("src").resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, List.of(lines));
      if (!sources.contains(file)) {
        sources.add(file);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RealJavac options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** {@code -d}, the runtime on the class path, the processor on the processor path. */
  RealJavac usual() {
    return output().options("-cp", runtimePath(), "-processorpath", processorPath());
  }

  RealJavac output() {
    return options("-d", classes.toString());
  }

  /** In this process, as Maven and Gradle do. */
  Result run(TaskListener... listeners) {
    return inThisProcess(JavacTask::call, listeners);
  }

  /** The same, step by step, as tools do that want to look at trees. */
  Result byHand(TaskListener... listeners) {
    return inThisProcess(RealJavac::analyzeAndGenerate, listeners);
  }

  private static boolean analyzeAndGenerate(JavacTask task) {
    try {
      task.analyze();
      return task.generate().iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Result inThisProcess(Predicate<JavacTask> action, TaskListener... listeners) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter out = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  out, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
      List.of(listeners).forEach(task::addTaskListener);
      return new Result(action.test(task), out.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In a process of its own, as on a command line. */
  Result fork() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(options);
    sources.forEach(source -> command.add(source.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor() == 0, output);
  }

  Path classFile(String path) {
    return classes.resolve(path);
  }

  Path sourceFolder() {
    return folder.resolve("src");
  }

  static String processorPath() {
    return pathOf(
        AsyncProcessor.class,
        org.objectweb.asm.ClassReader.class,
        org.objectweb.asm.tree.ClassNode.class,
        org.objectweb.asm.tree.analysis.Analyzer.class,
        com.palantir.javapoet.JavaFile.class);
  }

  static String runtimePath() {
    return pathOf(dev.weft.Asyncio.class);
  }

  /** Whether javac runs processors that it finds on the class path without being told to. */
  static boolean runsProcessorsOfClassPath() {
    return Runtime.version().feature() < 23;
  }

  static String pathOf(Class<?>... types) {
    return Stream.of(types)
        .map(RealJavac::origin)
        .distinct()
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  private static String origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
