package dev.weft.processor.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pins the wording of every message, once, and that each has its page and its program. */
class ProblemTest {
  private static final Path PAGES = Path.of("../docs/problems");
  private static final Path LIST = Path.of("../docs/problems.md");
  private static final Path PROGRAMS = Path.of("src/test/resources/bad");

  private static final Path WORDING = Path.of("src/test/resources/problems.txt");

  /** What no program alone can bring about; the tests named do. */
  private static final Set<Problem> WITHOUT_PROGRAM =
      EnumSet.of(
          Problem.NOT_WOVEN, // GuardTest
          Problem.NOT_JAVAC, // OtherCompilersTest
          Problem.UNKNOWN_OPTION, // WeftOptionsTest
          Problem.BAD_OPTION_VALUE, // WeftOptionsTest
          Problem.METHOD_TOO_LARGE, // WeavingTest: the program would have thousands of lines
          Problem.CLASS_TOO_LARGE, // RefusalsTest
          Problem.UNSUPPORTED_CLASS_FILE, // WeavingTest: today's javac writes none
          Problem.CLASS_FILE_INACCESSIBLE, // WeavingTest
          Problem.LEFT_UNWOVEN, // WeavingTest
          Problem.NOTHING_TO_VERIFY, // ClassCommandsTest
          Problem.FACADE_NOT_WRITTEN, // FacadesTest
          Problem.BUG_IN_WEFT); // WeavingTest

  /** {@code -Dgolden.update} writes the file anew; look at its diff as a user would. */
  @Test
  void wordingIsAsReviewed() throws IOException {
    String messages =
        Stream.of(Problem.values())
            .map(problem -> problem.kind() + " " + problem.message("{0}", "{1}", "{2}") + "\n")
            .collect(Collectors.joining("\n"));
    if (System.getProperty("golden.update") != null) {
      Files.writeString(WORDING, messages);
    }
    assertThat(messages).isEqualTo(Files.readString(WORDING));
  }

  @ParameterizedTest
  @EnumSource
  void messageStartsWithItsIdAndEndsWithItsPage(Problem problem) {
    String message = problem.message("A", "B", "C");
    assertThat(message).startsWith("[" + problem.id() + "] ");
    assertThat(message).endsWith(" (docs/problems/" + problem.id() + ".md)");
  }

  @ParameterizedTest
  @EnumSource
  void hasAPage(Problem problem) throws IOException {
    assertThat(Files.readString(PAGES.resolve(problem.id() + ".md")))
        .startsWith("# " + problem.id() + "\n")
        .contains("\n## Wrong\n", "\n## Right\n", "\n## Why\n");
    assertThat(Files.readString(LIST))
        .contains("[" + problem.id() + "](problems/" + problem.id() + ".md)");
  }

  @Test
  void everyPageHasAProblem() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      Set<String> names =
          pages.map(page -> page.getFileName().toString()).collect(Collectors.toSet());
      assertThat(names)
          .isEqualTo(
              Stream.of(Problem.values())
                  .map(problem -> problem.id() + ".md")
                  .collect(Collectors.toSet()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasAProgramOrATestOfItsOwn(Problem problem) throws IOException {
    try (Stream<Path> programs = Files.list(PROGRAMS)) {
      List<Path> having =
          programs.filter(program -> expects(program, problem)).collect(Collectors.toList());
      assertThat(having.isEmpty()).isEqualTo(WITHOUT_PROGRAM.contains(problem));
    }
  }

  private static boolean expects(Path program, Problem problem) {
    try {
      return Files.readString(program).contains(": [" + problem.id() + "]\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
