package dev.weft.weaver;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/** Java source text in, class files out, by Eclipse's compiler, which wants folders for that. */
public final class EclipseSources {
  /** Random programs have patterns in switches on those JDKs that have them. */
  private static final String LEVEL = Runtime.version().feature() < 21 ? "-17" : "-21";

  private final Path folder;

  /** In a folder that is there. */
  public EclipseSources(Path folder) {
    this.folder = folder;
  }

  /** Compiles; keys of both maps are binary names. */
  public Map<String, byte[]> compile(Map<String, String> sources, String... options) {
    try {
      Path out = Files.createTempDirectory(folder, "classes");
      List<String> arguments = new ArrayList<>(List.of(options));
      arguments.addAll(List.of(LEVEL, "-proc:none", "-nowarn", "-d", out.toString()));
      arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        arguments.add(Files.writeString(file, source.getValue()).toString());
      }
      StringWriter messages = new StringWriter();
      PrintWriter printer = new PrintWriter(messages);
      if (!BatchCompiler.compile(arguments.toArray(String[]::new), printer, printer, null)) {
        throw new AssertionError(messages.toString());
      }
      return read(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> read(Path out) throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = out.relativize(file).toString().replaceFirst("\\.class$", "");
        classes.put(name.replace('/', '.'), Files.readAllBytes(file));
      }
    }
    return classes;
  }
}
