package dev.weft.samples.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** javac with Weft's processor, on the class path of the tests. */
final class Javac {
  private Javac() {}

  /** Compiles into {@code folder}; returns errors, warnings, and notes of Weft's. */
  static List<String> compile(
      Function<StandardJavaFileManager, Iterable<? extends JavaFileObject>> sources,
      Path folder,
      String... options)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = javac.getStandardFileManager(problems, null, null)) {
      JavaCompiler.CompilationTask task =
          javac.getTask(
              new StringWriter(),
              files,
              problems,
              Stream.concat(Stream.of("-d", folder.toString(), "-parameters"), Stream.of(options))
                  .toList(),
              null,
              sources.apply(files));
      task.setProcessors(List.of(processor()));
      task.call();
    }
    return problems.getDiagnostics().stream()
        .filter(
            problem ->
                problem.getKind() != Diagnostic.Kind.NOTE
                    || problem.getMessage(Locale.ROOT).startsWith("["))
        .map(problem -> problem.getMessage(Locale.ROOT))
        .toList();
  }

  /** By name: to compile against the class, javac would want all that its annotations mention. */
  private static Processor processor() {
    return ServiceLoader.load(Processor.class).stream()
        .filter(found -> found.type().getName().equals("dev.weft.processor.AsyncProcessor"))
        .findFirst()
        .orElseThrow()
        .get();
  }
}
