package dev.weft.processor;

import dev.weft.processor.lint.LintSelection;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user says with {@code -Aweft.name=value}.
 *
 * @param dump a directory that gets a text file for every pass over every woven method, or null
 * @param verify whether every woven class is verified before it is written
 * @param direct whether calls within a class that are awaited at once make no coroutine
 * @param lints which lints are on
 * @param blocking methods that block, besides those that are known to
 */
record WeftOptions(
    @Nullable Path dump,
    boolean verify,
    boolean direct,
    LintSelection lints,
    List<String> blocking) {
  private static final String PREFIX = "weft.";
  private static final String DUMP = "weft.dump";
  private static final String VERIFY = "weft.verify";
  private static final String DIRECT = "weft.direct";
  private static final String LINT = "weft.lint";
  private static final String BLOCKING = "weft.blocking";

  private static final String METHOD = "\\w[\\w.$]*\\.(\\w+|\\*)";

  /** All names that there are. */
  private static final Set<String> NAMES = Set.of(DUMP, VERIFY, DIRECT, LINT, BLOCKING);

  /** Reads the options; what it cannot use is a warning and left out. */
  static WeftOptions of(Map<String, String> given, Problems problems) {
    for (String name : claimed(given)) {
      if (!NAMES.contains(name)) {
        problems.report(
            Problem.UNKNOWN_OPTION, null, name, String.join(", ", new TreeSet<>(NAMES)));
      }
    }
    return new WeftOptions(
        directory(given, problems),
        flag(VERIFY, false, given, problems),
        flag(DIRECT, true, given, problems),
        lints(given, problems),
        blocking(given, problems));
  }

  /** Names to claim: those there are, and those we complain about, lest javac does so again. */
  static Set<String> claimed(Map<String, String> given) {
    Set<String> names = new TreeSet<>(NAMES);
    for (String name : given.keySet()) {
      if (name.startsWith(PREFIX)) {
        names.add(name);
      }
    }
    return names;
  }

  private static @Nullable Path directory(Map<String, String> given, Problems problems) {
    if (!given.containsKey(DUMP)) {
      return null;
    }
    // Without a value javac's map holds null.
    String value = given.get(DUMP);
    try {
      if (value != null && !value.isBlank() && canBeWritten(Path.of(value))) {
        return Path.of(value);
      }
    } catch (InvalidPathException notAPath) {
      // Reported below, like an empty one.
    }
    problems.report(
        Problem.BAD_OPTION_VALUE,
        null,
        DUMP,
        Objects.requireNonNullElse(value, ""),
        "-A" + DUMP + "=DIRECTORY, one that can be written");
    return null;
  }

  /** Whether the directory, or the one in which it is going to be made, can be written. */
  private static boolean canBeWritten(Path directory) {
    Path existing = directory.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
  }

  private static boolean flag(
      String name, boolean otherwise, Map<String, String> given, Problems problems) {
    if (!given.containsKey(name)) {
      return otherwise;
    }
    String value = Objects.requireNonNullElse(given.get(name), "true");
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    problems.report(Problem.BAD_OPTION_VALUE, null, name, value, "-A" + name + "=true or =false");
    return otherwise;
  }

  private static LintSelection lints(Map<String, String> given, Problems problems) {
    if (!given.containsKey(LINT)) {
      return LintSelection.byDefault();
    }
    String value = Objects.requireNonNullElse(given.get(LINT), "");
    return LintSelection.of(
        value,
        part ->
            problems.report(
                Problem.BAD_OPTION_VALUE,
                null,
                LINT,
                value,
                "none, default, all, and ids with or without a minus, with commas between; the ids"
                    + " are "
                    + LintSelection.ids()));
  }

  private static List<String> blocking(Map<String, String> given, Problems problems) {
    if (!given.containsKey(BLOCKING)) {
      return List.of();
    }
    String value = Objects.requireNonNullElse(given.get(BLOCKING), "");
    List<String> methods = Stream.of(value.split(",", -1)).map(String::strip).toList();
    if (methods.stream().allMatch(method -> method.matches(METHOD))) {
      return methods;
    }
    problems.report(
        Problem.BAD_OPTION_VALUE,
        null,
        BLOCKING,
        value,
        "methods as package.Class.method or package.Class.*, with commas between");
    return List.of();
  }
}
