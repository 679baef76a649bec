package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options are accepted without a murmur when right, and not in silence when wrong. */
class WeftOptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Aweft.verify",
        "-Aweft.verify=true",
        "-Aweft.verify=false",
        "-Aweft.lint=none",
        "-Aweft.lint=all,-NothingAwaited",
        "-Aweft.lint=default,TaskDropped",
        "-Aweft.blocking=shop.Database.query,shop.Legacy.*"
      })
  void rightOnesAreSilent(String option) {
    RealJavac javac = empty().options(option, "-Xlint:all", "-Werror");
    javac.options("-Aweft.dump=" + folder.resolve("dump"));
    assertThat(javac.run()).isEqualTo(new RealJavac.Result(true, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "-Aweft.dumps=x, warning: [UnknownOption] -Aweft.dumps is not an option of Weft",
    "-Aweft.verify=yes, warning: [BadOptionValue] -Aweft.verify=yes is not understood",
    "-Aweft.dump, warning: [BadOptionValue] -Aweft.dump= is not understood",
    "-Aweft.dump=, warning: [BadOptionValue] -Aweft.dump= is not understood",
    "-Aweft.lint=NoSuchLint, warning: [BadOptionValue] -Aweft.lint=NoSuchLint is not understood",
    "-Aweft.lint, warning: [BadOptionValue] -Aweft.lint= is not understood",
    "-Aweft.blocking=query, warning: [BadOptionValue] -Aweft.blocking=query is not understood"
  })
  void wrongOnesAreWarnings(String option, String message) {
    RealJavac.Result result = empty().options(option).run();
    assertThat(result.succeeded()).isTrue();
    assertThat(result.output()).contains(message).contains("1 warning");
  }

  @Test
  void optionsOfOthersAreNoneOfOurs() {
    assertThat(empty().options("-Aother.dump=x").run().output()).doesNotContain("[UnknownOption]");
  }

  private RealJavac empty() {
    return new RealJavac(folder)
        .usual()
        .source(
            "Shop.java",
            "class Shop { @dev.weft.Async dev.weft.Coroutine<Void> no() { return null; } }");
  }
}
