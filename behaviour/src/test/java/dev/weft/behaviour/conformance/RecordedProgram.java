package dev.weft.behaviour.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program and the trace that CPython printed for its Python twin.
 *
 * <pre>
 *   ==== 123 eager                 the seed; eager: all tasks start eagerly
 *   features: cancel queue         what the generator put in
 *   slots: main t0 f0              the futures and tasks whose end is part of the trace
 *   objects: lock lk0, queue q0    likewise
 *   static Task&lt;Integer&gt; main;     the members of a class P
 *   ---- trace
 *   0 body#1 enter                 seconds of virtual time, who, what
 * </pre>
 *
 * @param name theme and seed
 * @param eager whether all tasks start eagerly
 * @param slots names of static fields
 * @param objects names of static fields, and what kind of object each holds
 * @param members Java
 * @param expected the trace
 */
record RecordedProgram(
    String name,
    boolean eager,
    List<String> slots,
    Map<String, String> objects,
    String members,
    List<String> expected) {
  private static final Path FOLDER =
      Path.of(System.getProperty("weft.conformance.folder", "src/test/resources/conformance"));
  private static final String SUFFIX = ".txt";
  private static final String TRACE = "---- trace\n";
  private static final int CONTEXT = 8;

  /** What stands around the members; the package is one of its own for each program. */
  private static final String CLASS =
      """
      package %s;

      import static dev.weft.Asyncio.*;
      import static dev.weft.behaviour.conformance.Python.*;
      import static dev.weft.behaviour.conformance.Run.*;

      import dev.weft.*;
      import dev.weft.behaviour.conformance.Run;
      import dev.weft.sync.*;
      import java.util.List;
      import java.util.concurrent.BrokenBarrierException;
      import java.util.concurrent.TimeoutException;
      import java.util.function.Consumer;

      @SuppressWarnings({"all", "try", "finally", "unchecked", "rawtypes"})
      public final class P {
        public static Run rt;

      %s
      }
      """;

  static List<String> themes() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }

  /** All programs of a theme. */
  static List<RecordedProgram> of(String theme) {
    try {
      return Arrays.stream(Files.readString(FOLDER.resolve(theme + SUFFIX)).split("(?m)^==== "))
          .filter(text -> !text.isEmpty())
          .map(text -> parse(theme, text))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordedProgram parse(String theme, String text) {
    String[] head = text.split("\n", 5);
    int trace = head[4].indexOf(TRACE);
    return new RecordedProgram(
        theme + "/" + head[0].split(" ", 2)[0],
        head[0].endsWith(" eager"),
        List.of(after("slots: ", head[2]).split(" ")),
        Arrays.stream(after("objects: ", head[3]).split(", "))
            .map(object -> object.split(" "))
            .collect(
                Collectors.toMap(
                    object -> object[1],
                    object -> object[0],
                    (one, other) -> one,
                    LinkedHashMap::new)),
        head[4].substring(0, trace),
        head[4].substring(trace + TRACE.length()).lines().toList());
  }

  private static String after(String label, String line) {
    if (!line.startsWith(label)) {
      throw new IllegalStateException("\"" + label + "\" expected, but found: " + line);
    }
    return line.substring(label.length());
  }

  String className() {
    return packageName() + ".P";
  }

  private String packageName() {
    return name.replace("/", ".p");
  }

  String source() {
    return CLASS.formatted(packageName(), members);
  }

  /** The first line that differs, with what came before it; empty if none does. */
  Optional<String> firstDifference(List<String> actual) {
    int same = 0;
    while (same < Math.min(expected.size(), actual.size())
        && expected.get(same).equals(actual.get(same))) {
      same++;
    }
    if (same == expected.size() && same == actual.size()) {
      return Optional.empty();
    }
    List<String> text = new ArrayList<>();
    text.add(name + " differs from CPython in line " + (same + 1) + " of its trace:");
    expected.subList(Math.max(0, same - CONTEXT), same).forEach(line -> text.add("    " + line));
    text.add("  CPython: " + (same < expected.size() ? expected.get(same) : "the end"));
    text.add("  Weft:    " + (same < actual.size() ? actual.get(same) : "the end"));
    return Optional.of(String.join("\n", text));
  }
}
