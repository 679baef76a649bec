package dev.weft.house;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The checked-in {@code api.txt} of the module whose tests are running (they run in its folder):
 * what its exported packages offer, so that a change of the API shows in the diff.
 *
 * <p>{@code -Dapi.update} rewrites it. Packages exported to one module only are not listed.
 */
public final class ApiFile {
  private static final String HEADER =
      "# What users can call, one member a line. Rewritten by -Dapi.update, see CONTRIBUTING.md.";

  /** The processor has no descriptor: javac and builds name its two classes, tools the weaver. */
  private static final List<String> PACKAGES_WITHOUT_DESCRIPTOR =
      List.of("dev.weft.processor", "dev.weft.weaver");

  private ApiFile() {}

  /** How the file differs from the classes, as text for people; empty if it does not. */
  public static String difference() throws IOException {
    Path file = Path.of("api.txt");
    List<String> now = lines();
    if (System.getProperty("api.update") != null) {
      Files.write(file, now);
    }
    return difference(Files.exists(file) ? Files.readAllLines(file) : List.of(), now);
  }

  static String difference(List<String> before, List<String> now) {
    if (before.equals(now)) {
      return "";
    }
    Set<String> gone = new LinkedHashSet<>(before);
    now.forEach(gone::remove);
    Set<String> added = new LinkedHashSet<>(now);
    before.forEach(added::remove);
    String changes =
        Stream.concat(gone.stream().map("- "::concat), added.stream().map("+ "::concat))
            .collect(joining("\n"));
    return "The API is not what api.txt says. If that is meant, run the test with -Dapi.update and"
        + " commit api.txt.\n"
        + (changes.isEmpty() ? "(same lines in another order)" : changes);
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    Path classes = Path.of("target/classes");
    for (String name : exportedPackages(classes)) {
      for (Class<?> type : classes(classes, name)) {
        lines.addAll(ApiText.of(type));
      }
    }
    return lines;
  }

  /** What the module descriptor exports; without one, the packages that callers are told of. */
  private static List<String> exportedPackages(Path classes) throws IOException {
    if (!Files.exists(classes.resolve("module-info.class"))) {
      return PACKAGES_WITHOUT_DESCRIPTOR;
    }
    try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in).exports().stream()
          .filter(export -> !export.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .sorted()
          .toList();
    }
  }

  private static List<Class<?>> classes(Path classes, String packageName) throws IOException {
    try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .sorted()
          .<Class<?>>map(name -> load(packageName + "." + name))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      // Not initialized: reading the API must not start anything.
      return Class.forName(name, false, ApiFile.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("class file without its class: " + name, e);
    }
  }
}
