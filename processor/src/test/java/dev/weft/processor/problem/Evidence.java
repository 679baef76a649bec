package dev.weft.processor.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a bug report, which a user would send; a test leaves none behind. */
public final class Evidence {
  private Evidence() {}

  /** What the files contain that a message names, by name. They are deleted. */
  public static Map<String, String> taken(String message) throws IOException {
    Path folder = Path.of(message.replaceAll("(?s).* the files in (.*)\\. \\(.*", "$1"));
    Map<String, String> contents = new LinkedHashMap<>();
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> files = found.toList();
      for (Path file : files) {
        contents.put(file.getFileName().toString(), Files.readString(file));
        Files.delete(file);
      }
    }
    Files.delete(folder);
    return contents;
  }
}
