package dev.weft.samples.docs;

import dev.weft.Coroutine;
import dev.weft.testing.VirtualTimeLoop;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;

/** A snippet made whole, so that it can be compiled and run. */
final class Program {
  private static final List<String> IMPORTS =
      List.of(
          "import static dev.weft.Asyncio.*;",
          "import static dev.weft.samples.docs.Given.*;",
          "import static java.time.Duration.*;",
          "import dev.weft.*;",
          "import dev.weft.sync.*;",
          "import dev.weft.testing.*;",
          "import java.io.*;",
          "import java.time.Duration;",
          "import java.util.*;",
          "import java.util.concurrent.Callable;",
          "import java.util.concurrent.CompletableFuture;",
          "import java.util.concurrent.CompletionStage;",
          "import java.util.concurrent.TimeoutException;",
          "import java.util.function.*;");

  private final String source;

  private Program(String source) {
    this.source = source;
  }

  static Program of(Snippet snippet) {
    List<String> lines = new ArrayList<>(IMPORTS);
    List<String> members = new ArrayList<>();
    List<String> body = new ArrayList<>();
    Stream.concat(snippet.context().stream(), snippet.code().stream())
        .filter(Program::isImport)
        .forEach(lines::add);
    snippet.context().stream().filter(line -> !isImport(line)).forEach(members::add);
    snippet.code().stream().filter(line -> !isImport(line)).forEach(body::add);
    if (snippet.statements()) {
      lines.add("class Shop {");
      lines.addAll(members);
      lines.add("@Async static Coroutine<Void> example() throws Throwable {");
      lines.addAll(body);
      lines.add("return done(); }");
      lines.add("public static void main(String[] a) throws Throwable {");
      lines.add(VirtualTimeLoop.class.getName() + ".run(example()); } }");
    } else if (body.stream().anyMatch(Program::isClass)) {
      lines.addAll(body);
      lines.addAll(members);
    } else {
      lines.add("class Shop {");
      lines.addAll(members);
      lines.addAll(body);
      lines.add("}");
    }
    return new Program(String.join("\n", lines));
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  private static boolean isClass(String line) {
    return line.matches("((public|final|abstract|sealed) )*(class|interface|record|enum) .*");
  }

  /** Compiles into {@code folder}; returns errors, warnings, and notes of Weft's. */
  List<String> compile(Path folder, String... options) throws IOException {
    return Javac.compile(files -> List.of(new SourceText(source)), folder, options);
  }

  /** Runs what {@link #compile} wrote. */
  void run(Path folder) throws Exception {
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, Coroutine.class.getClassLoader())) {
      var main = loader.loadClass("Shop").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[0]);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("failed:\n" + source, e.getCause());
    }
  }

  @Override
  public String toString() {
    return source;
  }

  /** Source in memory. */
  private static final class SourceText extends SimpleJavaFileObject {
    private final String text;

    SourceText(String text) {
      super(URI.create("mem:///Shop.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
