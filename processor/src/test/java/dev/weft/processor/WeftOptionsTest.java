package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Options are accepted without a murmur when right, and not in silence when wrong. */
class WeftOptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Aweft.verify",
        "-Aweft.verify=true",
        "-Aweft.verify=false",
        "-Aweft.direct=false",
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
    "-Aweft.direct=no, warning: [BadOptionValue] -Aweft.direct=no is not understood",
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

  /** It was reported as a bug in Weft, class by class. */
  @Test
  void dumpIntoAFileIsAWarning() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    RealJavac.Result result = empty().options("-Aweft.dump=" + file.resolve("dump")).run();
    assertThat(result.succeeded()).isTrue();
    assertThat(result.output())
        .contains("[BadOptionValue]", "-Aweft.dump=DIRECTORY, one that can be written");
  }

  @Test
  void optionsOfOthersAreNoneOfOurs() {
    assertThat(empty().options("-Aother.dump=x").run().output()).doesNotContain("[UnknownOption]");
  }

  /** For those who replace a method of the class that they test, as some mocks do. */
  @Test
  void withoutDirectCallsTheMethodItselfIsCalled() throws IOException {
    assertThat(methodsOfTwice("-Aweft.direct=true")).contains("once$async$int");
    assertThat(methodsOfTwice("-Aweft.direct=false")).doesNotContain("once$async$int");
  }

  private List<String> methodsOfTwice(String option) throws IOException {
    RealJavac javac =
        new RealJavac(folder)
            .usual()
            .options(option)
            .source(
                "Twice.java",
                """
                import static dev.weft.Asyncio.*;
                import dev.weft.*;

                class Twice {
                  @Async Coroutine<Integer> once() { return done(1); }
                  @Async Coroutine<Integer> twice() { return done(2 * await(once())); }
                }
                """);
    assertThat(javac.run()).isEqualTo(new RealJavac.Result(true, ""));
    ClassNode owner = new ClassNode();
    new ClassReader(Files.readAllBytes(javac.classFile("Twice.class"))).accept(owner, 0);
    return owner.methods.stream().map(method -> method.name).toList();
  }

  private RealJavac empty() {
    return new RealJavac(folder)
        .usual()
        .source(
            "Shop.java",
            "class Shop { @dev.weft.Async dev.weft.Coroutine<Void> no() { return null; } }");
  }
}
