package dev.weft.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the programs in the Javadoc of a source file: preformatted code. One is declarations if a
 * line begins as a declaration, else the inside of an async method.
 */
final class JavadocSnippets {
  private static final String MARGIN = "^ *\\* ?";

  private JavadocSnippets() {}

  static List<Snippet> in(Path source) throws IOException {
    List<String> lines = Files.readAllLines(source);
    List<Snippet> found = new ArrayList<>();
    for (int start = 0; start < lines.size(); start++) {
      if (lines.get(start).matches(MARGIN + "<pre>\\{@code")) {
        List<String> code = new ArrayList<>();
        for (int i = start + 1; !lines.get(i).matches(MARGIN + "}</pre>"); i++) {
          code.add(lines.get(i).replaceFirst(MARGIN, ""));
        }
        boolean statements = code.stream().noneMatch(JavadocSnippets::isDeclaration);
        found.add(new Snippet(source, start + 2, "", statements, List.of(), code, List.of()));
      }
    }
    return found;
  }

  private static boolean isDeclaration(String line) {
    return line.matches("(static @Async|((static|final) )+|class|record|interface) .*");
  }
}
