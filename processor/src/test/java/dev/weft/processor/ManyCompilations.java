package dev.weft.processor;

import com.sun.source.util.TaskListener;
import java.io.IOException;
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

/**
 * A build tool that compiles the same source many times in one JVM, which has not Weft on its class
 * path. The arguments: jar, folder, class path, then what to do, step by step.
 */
final class ManyCompilations {
  private static final String SHOP =
      """
      import static dev.weft.Asyncio.*;
      import dev.weft.*;
      class Shop {
        @Async Coroutine<Integer> price(Future<Integer> f) { return done(await(f)); }
      }
      """;

  private Path jar;
  private final Path folder;
  private final String classPath;
  private final Properties before = (Properties) System.getProperties().clone();

  private ManyCompilations(String[] arguments) {
    jar = Path.of(arguments[0]);
    folder = Path.of(arguments[1]);
    classPath = arguments[2];
  }

  public static void main(String[] arguments) throws Exception {
    ManyCompilations many = new ManyCompilations(arguments);
    for (String step : List.of(arguments).subList(3, arguments.length)) {
      System.out.println(step + ": " + many.run(step));
    }
  }

  private String run(String step) throws Exception {
    return switch (step) {
      case "compile" -> compile(folder, "");
      case "guard" -> compile(folder, "-proc:none");
      case "together" -> together();
      case "replace" -> replace();
      case "move" -> move();
      case "stay" -> stay();
      case "reset" -> reset();
      case "forget" -> forget();
      default -> throw new IllegalArgumentException(step);
    };
  }

  private String compile(Path folder, String option, TaskListener... listeners) {
    RealJavac javac = new RealJavac(folder).output().source("Shop.java", SHOP);
    javac.options("-cp", classPath, "-processorpath", jar.toString());
    if (!option.isEmpty()) {
      javac.options(option);
    }
    return javac.run(listeners).output();
  }

  private String together() throws Exception {
    List<FutureTask<String>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Path each = folder.resolve("together" + i);
      FutureTask<String> one = new FutureTask<>(() -> compile(each, ""));
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
    WeakReference<TaskListener> listener = compileWithListener();
    for (int i = 0; i < 50 && listener.get() != null; i++) {
      System.gc();
    }
    return listener.get() == null ? "forgotten" : "still there";
  }

  /** A listener that only the compilation knows. */
  private WeakReference<TaskListener> compileWithListener() {
    TaskListener listener = new TaskListener() {};
    compile(folder, "", listener);
    return new WeakReference<>(listener);
  }
}
