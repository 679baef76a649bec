package dev.weft.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java source file as the house tests see it: its package and its code without comments and
 * literals.
 *
 * @param name what to call it in a report: its path below the source folder
 * @param packageName the package that it declares
 * @param code its text; each comment, string and character literal is one blank
 */
public record SourceFile(String name, String packageName, String code) {
  private static final Pattern COMMENT_OR_LITERAL =
      Pattern.compile(
          "\"\"\"[\\s\\S]*?\"\"\""
              + "|\"(?:\\\\.|[^\"\\\\\n])*+\""
              + "|'(?:\\\\.|[^'\\\\\n])*+'"
              + "|//[^\n]*"
              + "|/\\*[\\s\\S]*?\\*/");
  private static final Pattern PACKAGE = Pattern.compile("\\bpackage\\s+([\\w.]+)\\s*;");
  // The lower-case words before a type's name, or before the star of an import.
  private static final Pattern QUALIFIER = Pattern.compile("\\b((?:[a-z_]\\w*\\.)+)(?=[A-Z*])");

  /** Takes the text of a file apart. */
  public static SourceFile of(String name, String text) {
    String code = COMMENT_OR_LITERAL.matcher(text).replaceAll(" ");
    Matcher declared = PACKAGE.matcher(code);
    return new SourceFile(name, declared.find() ? declared.group(1) : "", code);
  }

  /** All source files below a folder, sorted by name; none if there is no such folder. */
  public static List<SourceFile> below(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(".java"))
          .sorted()
          .map(path -> read(folder, path))
          .toList();
    }
  }

  private static SourceFile read(Path folder, Path path) {
    try {
      return of(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The packages of the types that the code names with their package, imports included. */
  public SortedSet<String> packagesMentioned() {
    SortedSet<String> packages = new TreeSet<>();
    Matcher qualifier = QUALIFIER.matcher(code);
    while (qualifier.find()) {
      packages.add(qualifier.group(1).substring(0, qualifier.group(1).length() - 1));
    }
    return packages;
  }
}
