package dev.weft.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the Java blocks of a document. What a reader need not see stands in a comment above the
 * block:
 *
 * <pre>
 *   &lt;!-- in an async method --&gt;            the block is statements
 *   &lt;!-- with:                             what it takes for granted
 *   import java.util.regex.Pattern;
 *   static Coroutine&lt;Void&gt; other() { return done(); }
 *   --&gt;
 *   ```java
 *   ...
 *   ```
 *   ```text                                what it prints when it is run
 * </pre>
 *
 * <p>A table whose last column is headed Java is a block too: the last cells of its rows, each for
 * itself. A comment above the table is the context of all rows, and {@code ...} stands for nothing.
 */
final class Snippets {
  private static final Pattern LAST_CELL = Pattern.compile(".*\\| `([^`]+)` \\|");

  private final Path document;
  private final List<String> lines;
  private final List<Snippet> found = new ArrayList<>();
  private String heading = "";
  private boolean statements;
  private List<String> context = List.of();
  private int next;

  private Snippets(Path document, List<String> lines) {
    this.document = document;
    this.lines = lines;
  }

  static List<Snippet> in(Path document) throws IOException {
    Snippets snippets = new Snippets(document, Files.readAllLines(document));
    snippets.read();
    return snippets.found;
  }

  private void read() {
    while (next < lines.size()) {
      String line = lines.get(next++);
      if (line.startsWith("#")) {
        heading = line.replaceFirst("#+ ", "");
      } else if (line.equals("<!-- in an async method -->")) {
        statements = true;
      } else if (line.equals("<!-- with:")) {
        context = until("-->");
      } else if (line.equals("```java")) {
        add();
      } else if (line.startsWith("```")) {
        until("```");
      } else if (line.startsWith("|") && line.endsWith("| Java |")) {
        addRows();
      }
    }
  }

  private void add() {
    int first = next + 1;
    List<String> code = until("```");
    List<String> prints = List.of();
    if (next + 1 < lines.size() && isOutput(lines.get(next + 1))) {
      next += 2;
      prints = until("```");
    }
    found.add(new Snippet(document, first, heading, statements, context, code, prints));
    statements = false;
    context = List.of();
  }

  private void addRows() {
    int first = next++; // The line below the header is none of code.
    List<String> members = new ArrayList<>(context);
    List<String> rows = new ArrayList<>();
    while (next < lines.size() && lines.get(next).startsWith("|")) {
      String code = lastCell(lines.get(next++)).replace("...", "");
      if (code.startsWith("@Async")) {
        members.add(code);
      } else {
        // A row may return or declare a name: it must not touch what stands round it.
        rows.add("if (true) { " + code + (code.endsWith("}") ? " }" : "; }"));
      }
    }
    found.add(new Snippet(document, first, heading, true, members, rows, List.of()));
    context = List.of();
  }

  private static String lastCell(String row) {
    Matcher cell = LAST_CELL.matcher(row);
    if (!cell.matches()) {
      throw new IllegalArgumentException("no code in the last cell of " + row);
    }
    return cell.group(1).replace("\\|", "|");
  }

  private boolean isOutput(String line) {
    return lines.get(next).isBlank() && line.equals("```text");
  }

  private List<String> until(String end) {
    int start = next;
    while (!lines.get(next).equals(end)) {
      next++;
    }
    return List.copyOf(lines.subList(start, next++));
  }
}
