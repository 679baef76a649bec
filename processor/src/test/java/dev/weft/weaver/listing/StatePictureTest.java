package dev.weft.weaver.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.JavaSources;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.WeaverOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The picture of a method, as {@code docs/debugging.md} shows it; -Dgolden.update writes it anew.
 */
class StatePictureTest {
  private static final Path GOLDEN = Path.of("src/test/resources/pictures");

  @Test
  void showsStatesLinesAndWhereFailuresGo(@TempDir Path folder) throws IOException {
    String source = Files.readString(GOLDEN.resolve("Retry.java"));
    byte[] compiled = JavaSources.compile(Map.of("Retry", source), "-g").get("Retry");
    new Weaver(new WeaverOptions(true, folder, true)).weave(compiled);
    try (Stream<Path> files = Files.walk(folder)) {
      Path picture = files.filter(file -> file.endsWith("states.mmd")).findFirst().orElseThrow();
      if (System.getProperty("golden.update") != null) {
        Files.writeString(GOLDEN.resolve("Retry.mmd"), Files.readString(picture));
      }
      assertThat(Files.readString(picture))
          .isEqualTo(Files.readString(GOLDEN.resolve("Retry.mmd")));
    }
  }
}
