package dev.weft.behaviour.conformance;

import dev.weft.Asyncio;
import dev.weft.testing.VirtualTimeLoop;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Programs that javac compiled and our processor wove, all of them in one run of javac. */
final class CompiledPrograms {
  private final ClassLoader loader;

  private CompiledPrograms(ClassLoader loader) {
    this.loader = loader;
  }

  static CompiledPrograms of(List<RecordedProgram> programs, Path classes, String what) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter out = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      Files.createDirectories(classes);
      JavaCompiler.CompilationTask task =
          javac.getTask(out, files, null, options(classes), null, sources(programs));
      task.setProcessors(processors());
      if (!task.call()) {
        throw new IllegalStateException("programs of " + what + " do not compile:\n" + out);
      }
      return new CompiledPrograms(
          new URLClassLoader(
              new URL[] {classes.toUri().toURL()}, CompiledPrograms.class.getClassLoader()));
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Class<?> load(RecordedProgram program) throws ClassNotFoundException {
    return loader.loadClass(program.className());
  }

  /** Without debug information: nobody debugs them, and it costs a fifth of the time. */
  private static List<String> options(Path classes) {
    String path =
        Stream.of(Asyncio.class, VirtualTimeLoop.class, Run.class)
            .map(CompiledPrograms::origin)
            .collect(Collectors.joining(File.pathSeparator));
    return List.of("-g:none", "-nowarn", "-cp", path, "-d", classes.toString());
  }

  /** Ours, found as javac finds it. */
  private static List<Processor> processors() {
    List<Processor> processors =
        ServiceLoader.load(Processor.class).stream().map(ServiceLoader.Provider::get).toList();
    if (processors.isEmpty()) {
      throw new IllegalStateException("the annotation processor is not on the class path");
    }
    return processors;
  }

  private static String origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JavaFileObject> sources(List<RecordedProgram> programs) {
    return programs.stream().<JavaFileObject>map(Source::new).toList();
  }

  /** The source of a program, which exists in memory only. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(RecordedProgram program) {
      super(URI.create("mem:///" + program.className().replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = program.source();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
