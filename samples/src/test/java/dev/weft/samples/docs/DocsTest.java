package dev.weft.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.samples.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block of Java in README, docs and Javadoc compiles, and prints what the document says.
 * Under the heading Wrong, on the page of a problem, it is refused with the problem's id, and
 * nothing else.
 */
class DocsTest {
  private static final Path ROOT = Path.of("..");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> snippets() throws IOException {
    return documents().stream()
        .flatMap(DocsTest::in)
        .map(snippet -> DynamicTest.dynamicTest(snippet.name(), () -> check(snippet)));
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (String folder : List.of("docs", "runtime/src/main", "testing/src/main")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(file -> file.toString().matches(".*\\.(md|java)"))
            .sorted()
            .forEach(documents::add);
      }
    }
    return documents;
  }

  private static Stream<Snippet> in(Path document) {
    try {
      boolean source = document.toString().endsWith(".java");
      return (source ? JavadocSnippets.in(document) : Snippets.in(document)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A lint that its page says is off has to be switched on. */
  private static String[] options(Path page, String id) throws IOException {
    return Files.readString(page).contains("\nThis lint is off by default: ")
        ? new String[] {"-Aweft.lint=" + id}
        : new String[0];
  }

  /** What runs a loop stands outside async code in truth: only the snippet is made the inside. */
  private static String[] options(Snippet snippet) {
    return snippet.statements() ? new String[] {"-Aweft.lint=-RunInAsync"} : new String[0];
  }

  private void check(Snippet snippet) throws Exception {
    Program program = Program.of(snippet);
    Path classes = Files.createTempDirectory(folder, "snippet");
    if (snippet.heading().equals("Wrong")) {
      String page = snippet.document().getFileName().toString().replace(".md", "");
      List<String> problems = program.compile(classes, options(snippet.document(), page));
      assertThat(problems)
          .as("%s", program)
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem).startsWith("[" + page + "]"));
      return;
    }
    assertThat(program.compile(classes, options(snippet))).as("%s", program).isEmpty();
    if (snippet.isRun()) {
      assertThat(Output.of(args -> program.run(classes))).isEqualTo(snippet.prints());
    }
  }
}
