package dev.weft.processor.facade;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.weft.processor.AsyncProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The facades of {@code resources/facade/Shop.java}, which has one of everything, as text. */
class FacadeGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/facade");
  private static Compilation compilation;

  @BeforeAll
  static void compileOnce() throws IOException {
    compilation =
        javac()
            .withProcessors(new AsyncProcessor())
            .withOptions("-Xlint:all,-processing", "-Werror", "-Xdoclint:all,-missing")
            .compile(JavaFileObjects.forResource(FOLDER.resolve("Shop.java").toUri().toURL()));
  }

  @Test
  void strictestCompilerIsContent() {
    assertThat(compilation.diagnostics()).isEmpty();
  }

  @Test
  void nothingElseIsGenerated() {
    List<String> names =
        compilation.generatedSourceFiles().stream()
            .map(file -> Path.of(file.getName()).getFileName().toString())
            .sorted()
            .toList();
    assertThat(names)
        .containsExactly(
            "ShopBlocking.java",
            "ShopFutures.java",
            "Shop_ApiFutures.java",
            "Shop_ShelfBlocking.java",
            "Shop_StaticsBlocking.java");
  }

  /** {@code -Dgolden.update} writes the files anew; read the diff as their users would. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ShopBlocking",
        "ShopFutures",
        "Shop_ApiFutures",
        "Shop_ShelfBlocking",
        "Shop_StaticsBlocking"
      })
  void sourceIsAsReviewed(String name) throws IOException {
    String source =
        compilation.generatedSourceFile("shop." + name).orElseThrow().getCharContent(false) + "";
    Path golden = FOLDER.resolve(name + ".txt");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(golden, source);
    }
    assertThat(source).isEqualTo(Files.readString(golden));
  }
}
