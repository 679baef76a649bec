package dev.weft.behaviour.conformance;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recorded programs print what CPython printed. How they were recorded, and how to record others,
 * is told in {@code src/test/resources/conformance/README.md}.
 *
 * <p>{@code -Dweft.conformance=queue/133a} runs one program, {@code =queue} one theme.
 */
class ConformanceTest {
  /** Virtual time hangs only if something is wrong; then say where instead of hanging too. */
  private static final Duration MOST_TIME = Duration.ofSeconds(30);

  private static final String ONLY = System.getProperty("weft.conformance", "");

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicContainer> programsPrintWhatCPythonPrinted() throws IOException {
    return RecordedProgram.themes().stream()
        .filter(theme -> ONLY.isEmpty() || ONLY.equals(theme) || ONLY.startsWith(theme + "/"))
        .map(theme -> dynamicContainer(theme, tests(theme)));
  }

  /** The tests of one theme, whose programs are compiled when the first of them is asked for. */
  private static Stream<DynamicTest> tests(String theme) {
    return Stream.of(theme)
        .flatMap(
            name -> {
              List<RecordedProgram> programs =
                  RecordedProgram.of(name).stream().filter(ConformanceTest::isWanted).toList();
              CompiledPrograms classes =
                  CompiledPrograms.of(programs, folder.resolve(theme), theme);
              return programs.stream()
                  .map(program -> dynamicTest(program.name(), () -> check(program, classes)));
            });
  }

  private static boolean isWanted(RecordedProgram program) {
    return !ONLY.contains("/") || ONLY.equals(program.name());
  }

  private static void check(RecordedProgram program, CompiledPrograms classes) {
    List<String> trace =
        assertTimeoutPreemptively(MOST_TIME, () -> new Run(program, classes.load(program)).trace());
    program.firstDifference(trace).ifPresent(difference -> fail(difference));
  }
}
