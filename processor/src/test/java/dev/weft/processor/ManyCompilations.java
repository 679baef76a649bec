package dev.weft.processor;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A build tool that compiles the same source many times in one JVM, which has not Weft on its class
 * path. The arguments: jar, source, output folder, class path, then what to do, step by step.
 */
final class ManyCompilations {
  private Path jar;
  private final Path source;
  private final Path output;
  private final String classPath;
  private final Properties before = (Properties) System.getProperties().clone();

  private ManyCompilations(String[] arguments) {
    jar = Path.of(arguments[0]);
    source = Path.of(arguments[1]);
    output = Path.of(arguments[2]);
    classPath = arguments[3];
  }

  public static void main(String[] arguments) throws Exception {
    ManyCompilations many = new ManyCompilations(arguments);
    for (String step : List.of(arguments).subList(4, arguments.length)) {
      System.out.println(step + ": " + many.run(step));
    }
  }

  private String run(String step) throws Exception {
    return switch (step) {
      case "compile" -> compile(output, new ArrayList<>(), "");
      case "guard" -> compile(output, new ArrayList<>(), "-proc:none");
      case "together" -> together();
      case "replace" -> replace();
      case "move" -> move();
      case "stay" -> stay();
      case "reset" -> reset();
      case "forget" -> forget();
      default -> throw new IllegalArgumentException(step);
    };
  }

  private String compile(Path folder, List<WeakReference<JavacTask>> tasks, String option) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        new ArrayList<>(
            List.of("-d", folder.toString(), "-cp", classPath, "-processorpath", jar.toString()));
    if (!option.isEmpty()) {
      options.add(option);
    }
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              javac.getTask(said, files, null, options, null, files.getJavaFileObjects(source));
      tasks.add(new WeakReference<>(task));
      task.call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return said.toString();
  }

  private String together() throws Exception {
    List<FutureTask<String>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Path folder = Files.createDirectories(output.resolve("together" + i));
      FutureTask<String> one = new FutureTask<>(() -> compile(folder, new ArrayList<>(), ""));
      all.add(one);
      new Thread(one).start();
    }
    StringBuilder said = new StringBuilder();
    for (FutureTask<String> one : all) {
      said.append(one.get());
    }
    return said.toString();
  }

  /** As a build of Weft itself would, while others use the jar. */
  private String replace() throws Exception {
    try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      Files.writeString(zip.getPath("NEW"), "another version");
    }
    return "";
  }

  /** As a build tool's cache does with a new version. */
  private String move() throws IOException {
    Path moved = jar.resolveSibling("moved.jar");
    Files.copy(jar, moved);
    Files.delete(jar);
    jar = moved;
    return "";
  }

  /** How many jars have classes that stay. */
  private static String stay() throws JMException {
    ObjectName all = new ObjectName("dev.weft:type=ResidentClasses,*");
    return "" + ManagementFactory.getPlatformMBeanServer().queryNames(all, null).size();
  }

  /** As Gradle does after each build. */
  private String reset() {
    System.setProperties((Properties) before.clone());
    return "";
  }

  /** Whether nothing that stays knows a compilation that has ended. */
  private String forget() {
    List<WeakReference<JavacTask>> tasks = new ArrayList<>();
    compile(output, tasks, "");
    for (int i = 0; i < 50 && tasks.get(0).get() != null; i++) {
      System.gc();
    }
    return tasks.get(0).get() == null ? "forgotten" : "still there";
  }
}
