package dev.weft.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Coroutine;
import dev.weft.testing.VirtualTimeLoop;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every sample and compares what it prints with {@code expected/<Name>.txt}. A sample that has
 * a {@code program()} runs in virtual time, where the times it prints are exact; the others, which
 * make loops of their own, run as they are. In what is expected {@code #} stands for any number.
 */
class SamplesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/weft/samples");
  private static final Path EXPECTED = Path.of("src/test/resources/expected");

  @BeforeAll
  static void opensNoWindows() {
    System.setProperty("java.awt.headless", "true");
  }

  @TestFactory
  Stream<DynamicTest> prints() throws IOException {
    return names(SOURCES, ".java").stream()
        .filter(name -> !name.equals("package-info"))
        .map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
  }

  @Test
  void everySampleIsListed() throws IOException {
    String list = Files.readString(Path.of("README.md"));
    assertThat(names(EXPECTED, ".txt")).allSatisfy(name -> assertThat(list).contains(link(name)));
  }

  private static String link(String name) {
    return "[" + name + "](src/main/java/dev/weft/samples/" + name + ".java)";
  }

  @Test
  void nothingIsExpectedOfSamplesThatAreGone() throws IOException {
    assertThat(names(SOURCES, ".java")).containsAll(names(EXPECTED, ".txt"));
  }

  private static void compare(String name) throws Exception {
    Class<?> sample = Class.forName("dev.weft.samples." + name);
    List<String> expected = Files.readAllLines(EXPECTED.resolve(name + ".txt"));
    Output.Main main =
        Stream.of(sample.getDeclaredMethods()).anyMatch(SamplesTest::isProgram)
            ? args -> VirtualTimeLoop.run(program(sample))
            : args -> sample.getMethod("main", String[].class).invoke(null, (Object) args);
    assertThat(Output.of(main)).zipSatisfy(expected, SamplesTest::matches);
  }

  private static void matches(String printed, String expected) {
    assertThat(printed).matches(Pattern.quote(expected).replace("#", "\\E\\d+(\\.\\d+)?\\Q"));
  }

  private static boolean isProgram(Method method) {
    return method.getName().equals("program") && method.getParameterCount() == 0;
  }

  private static Coroutine<?> program(Class<?> sample) throws ReflectiveOperationException {
    return (Coroutine<?>) sample.getDeclaredMethod("program").invoke(null);
  }

  private static List<String> names(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ending))
          .map(file -> file.substring(0, file.length() - ending.length()))
          .sorted()
          .toList();
    }
  }
}
