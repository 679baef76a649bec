package dev.weft.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The projects to copy are up to date. {@code mvn verify} builds the one for Maven in earnest; the
 * one for Gradle nobody builds, so its programs are compiled here and its versions compared.
 */
class StartersTest {
  @TempDir Path classes;

  @ParameterizedTest
  @CsvSource({"starter-maven,pom.xml", "starter-gradle,build.gradle"})
  void namesTheVersionsThatAreBuiltHere(String project, String file) throws IOException {
    String parent = Files.readString(Path.of("../pom.xml"));
    assertThat(Files.readString(Path.of(project, file)))
        .contains(first("<version>(.*?)</version>", parent))
        .contains(first("<version.junit>(.*?)</version.junit>", parent));
  }

  private static String first(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @ParameterizedTest
  @CsvSource({"starter-maven", "starter-gradle"})
  void compiles(String project) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of(project))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
    assertThat(sources).hasSize(2);
    assertThat(Javac.compile(files -> files.getJavaFileObjectsFromPaths(sources), classes))
        .isEmpty();
  }
}
