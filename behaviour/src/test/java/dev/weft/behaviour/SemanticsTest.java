package dev.weft.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/semantics.md} names as proof are there. */
class SemanticsTest {
  /** {@code `SomeTest`}, {@code `SomeTest.method`}, or {@code `.method`} of the one before. */
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)?(?:\\.(\\w+))?`");

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Map<String, String> tests = testSources();
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (String row : Files.readAllLines(Path.of("../docs/semantics.md"))) {
      Matcher names = NAMED.matcher(row.substring(row.lastIndexOf("| ", row.length() - 2) + 1));
      String type = "";
      while (row.startsWith("| ") && names.find()) {
        type = names.group(1) == null ? type : names.group(1);
        named++;
        if (!declares(tests.get(type), names.group(2))) {
          missing.add(type + "." + names.group(2));
        }
      }
    }

    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(400);
  }

  private static boolean declares(String source, String method) {
    return source != null && (method == null || source.contains("void " + method + "("));
  }

  private static Map<String, String> testSources() throws IOException {
    try (Stream<Path> ours = Files.walk(Path.of("src/test/java"));
        Stream<Path> runtimes = Files.walk(Path.of("../runtime/src/test/java"))) {
      return Stream.concat(ours, runtimes)
          .filter(file -> file.toString().endsWith("Test.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""), SemanticsTest::read));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
