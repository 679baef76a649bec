package dev.weft.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that compiles often, as a build tool's does, loads Weft twice and then no more. */
@Timeout(120)
class ResidenceTest {
  private static final String WEAVER = " dev.weft.weaver.Weaver source: ";

  @TempDir static Path folder;

  /** What is published: all that the processor needs in one jar. */
  private static Path jar;

  @BeforeAll
  static void pack() throws IOException {
    jar = folder.resolve("weft-processor.jar");
    Set<String> seen = new HashSet<>();
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String part : RealJavac.processorPath().split(File.pathSeparator, -1)) {
        for (String name : names(Path.of(part))) {
          if (seen.add(name)) {
            out.putNextEntry(new ZipEntry(name));
            copy(Path.of(part), name, out);
          }
        }
      }
    }
  }

  @Test
  void weaverIsLoadedTwiceInFiveCompilations() throws Exception {
    String output = run("compile", "compile", "compile", "compile", "compile");
    assertThat(loaded(output)).isEqualTo(2);
    assertThat(steps(output))
        .containsExactly("compile: ", "compile: ", "compile: ", "compile: ", "compile: ");
    assertThat(Weaving.unwoven(Files.readAllBytes(folder.resolve("classes/Shop.class")))).isEmpty();
  }

  @Test
  void onlyCompilationOfAnJvmStartsNoManagement() throws Exception {
    assertThat(run("compile")).contains(WEAVER).doesNotContain("ManagementFactory");
  }

  @Test
  void jarThatWasReplacedIsReadAnew() throws Exception {
    String output =
        run("compile", "compile", "compile", "replace", "compile", "compile", "compile");
    assertThat(loaded(output)).isEqualTo(3);
  }

  @Test
  void classesThatStayAreFoundAfterSystemPropertiesWerePutBack() throws Exception {
    String output = run("compile", "compile", "reset", "compile", "reset", "compile");
    assertThat(loaded(output)).isEqualTo(2);
  }

  @Test
  void classesOfAJarThatIsGoneDoNotStay() throws Exception {
    Path original = jar;
    jar = Files.copy(original, folder.resolve("old.jar"));
    try {
      assertThat(steps(run("compile", "compile", "stay", "move", "compile", "compile", "stay")))
          .filteredOn(step -> step.startsWith("stay"))
          .containsExactly("stay: 1", "stay: 1");
    } finally {
      jar = original;
    }
  }

  @Test
  void compilationThatHasEndedIsForgotten() throws Exception {
    assertThat(steps(run("compile", "compile", "forget"))).contains("forget: forgotten");
  }

  @Test
  void pluginGuardsWithClassesThatStay() throws Exception {
    assertThat(run("compile", "compile", "guard")).contains("error: [NotWoven]", "1 error");
  }

  @Test
  void compilationsAtTheSameTimeDoNotDisturbEachOther() throws Exception {
    assertThat(steps(run("together", "together", "compile")))
        .containsExactly("together: ", "together: ", "compile: ");
    for (int i = 0; i < 4; i++) {
      Path shop = folder.resolve("together" + i + "/classes/Shop.class");
      assertThat(Weaving.unwoven(Files.readAllBytes(shop))).isEmpty();
    }
  }

  @Test
  void jvmWithoutManagementOnlyCompilesMoreSlowly() throws Exception {
    String output =
        runWith(List.of("--limit-modules", "jdk.compiler,jdk.zipfs"), "compile", "compile");
    assertThat(loaded(output)).isEqualTo(2);
    assertThat(steps(output)).containsExactly("compile: ", "compile: ");
  }

  private static String run(String... steps) throws Exception {
    return runWith(List.of(), steps);
  }

  private static String runWith(List<String> options, String... steps) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of("-Xlog:class+load:stdout", "-cp", RealJavac.pathOf(ManyCompilations.class)));
    command.add(ManyCompilations.class.getName());
    command.addAll(List.of(jar.toString(), folder.toString(), RealJavac.runtimePath()));
    command.addAll(List.of(steps));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static long loaded(String output) {
    return output.lines().filter(line -> line.contains(WEAVER)).count();
  }

  /** What was printed but for the classes that were loaded. */
  private static List<String> steps(String output) {
    return output.lines().filter(line -> !line.startsWith("[")).toList();
  }

  private static List<String> names(Path part) throws IOException {
    if (Files.isRegularFile(part)) {
      try (JarFile file = new JarFile(part.toFile())) {
        return file.stream()
            .filter(entry -> !entry.isDirectory())
            .map(ZipEntry::getName)
            .filter(name -> !name.equals("module-info.class"))
            .toList();
      }
    }
    try (Stream<Path> files = Files.walk(part)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> part.relativize(file).toString().replace(File.separatorChar, '/'))
          .toList();
    }
  }

  private static void copy(Path part, String name, OutputStream out) throws IOException {
    if (Files.isRegularFile(part)) {
      try (JarFile file = new JarFile(part.toFile())) {
        file.getInputStream(file.getEntry(name)).transferTo(out);
      }
    } else {
      Files.copy(part.resolve(name), out);
    }
  }
}
