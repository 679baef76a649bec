package dev.weft.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that something is wrong with. A line {@code // error: [Id]} expects that error in the
 * next line, and so do {@code // warning: [Id]} and {@code // note: [Id]}. Nothing else may be
 * reported: one mistake, one message. What the programs do right stands there to be let pass.
 */
class BadProgramsTest {
  static final Path PROGRAMS = Path.of("src/test/resources/bad");
  private static final Pattern EXPECTATION =
      Pattern.compile("\\s*// (error|warning|note): (\\[\\w+])");
  private static final String OPTIONS = "// options: ";
  private static final Pattern ID = Pattern.compile("\\[\\w+]");

  static Stream<Path> programs() throws IOException {
    try (Stream<Path> files = Files.list(PROGRAMS)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isRefusedWhereItSays(Path program) throws IOException {
    assertThat(messages(program)).isEqualTo(expected(program));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isRefusedAlikeWhenAllIsAnalyzedFirst(Path program) throws IOException {
    assertThat(messages(program, "-XDcompilePolicy=simple")).isEqualTo(expected(program));
  }

  private static List<String> messages(Path program, String... options) throws IOException {
    Compilation compilation =
        javac()
            .withProcessors(new AsyncProcessor())
            .withOptions(Stream.concat(Stream.of(options), ownOptions(program)).toArray())
            .compile(JavaFileObjects.forResource(program.toUri().toURL()));
    return compilation.diagnostics().stream()
        .filter(message -> message.getKind() == Kind.ERROR || isOurs(message.getMessage(null)))
        .map(BadProgramsTest::describe)
        .toList();
  }

  /** What a first line {@code // options: ..} says. */
  private static Stream<String> ownOptions(Path program) throws IOException {
    String first = Files.readAllLines(program).get(0);
    return first.startsWith(OPTIONS)
        ? Stream.of(first.substring(OPTIONS.length()).split(" "))
        : Stream.empty();
  }

  private static String describe(Diagnostic<?> message) {
    String kind =
        switch (message.getKind()) {
          case ERROR -> "error";
          case NOTE -> "note";
          default -> "warning";
        };
    return message.getLineNumber() + " " + kind + " " + idIn(message.getMessage(null));
  }

  private static boolean isOurs(String message) {
    return ID.matcher(message).lookingAt();
  }

  private static String idIn(String message) {
    Matcher id = ID.matcher(message);
    return id.lookingAt() ? id.group() : message;
  }

  static List<String> expected(Path program) throws IOException {
    List<String> lines = Files.readAllLines(program);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher expectation = EXPECTATION.matcher(lines.get(i));
      if (expectation.matches()) {
        expected.add((i + 2) + " " + expectation.group(1) + " " + expectation.group(2));
      }
    }
    return expected;
  }
}
