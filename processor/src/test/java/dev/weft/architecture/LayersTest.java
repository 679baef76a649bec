package dev.weft.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.house.Layer;
import dev.weft.house.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which package of the processor may use which; read from the sources. */
class LayersTest {
  private static final List<Layer> LAYERS =
      List.of(
          // The weaver also runs as an agent and as a command, where there is no javac.
          Layer.of("dev.weft.weaver..")
              .only()
              .never(
                  "javax.annotation.processing..",
                  "javax.lang.model..",
                  "javax.tools..",
                  "com.sun.source..",
                  "com.sun.tools.javac.."),
          // The runtime is known by name only: its version is the user's, not ours.
          Layer.of("dev.weft.processor..").only("dev.weft.weaver.."),
          Layer.of("dev.weft.agent..").only("dev.weft.weaver.."),
          // One list of all that is said, with its id, also where no source is compiled.
          Layer.of("dev.weft.cli..").only("dev.weft.weaver..", "dev.weft.processor.problem.."));

  @Test
  void packagesReachOnlyWhereTheyMay() throws IOException {
    assertThat(Layer.violations(LAYERS, SourceFile.below(Path.of("src/main/java")))).isEmpty();
  }

  @Test
  void weaverThatKnowsJavacIsReported() {
    assertThat(
            violations(
                "package dev.weft.weaver.emit; import com.sun.source.tree.Tree;"
                    + " import javax.lang.model.element.Element; import javax.tools.Tool; class B {}"))
        .containsExactly(
            "Bad.java (dev.weft.weaver..) must not mention com.sun.source.tree",
            "Bad.java (dev.weft.weaver..) must not mention javax.lang.model.element",
            "Bad.java (dev.weft.weaver..) must not mention javax.tools");
  }

  @Test
  void weaverThatKnowsTheProcessorIsReported() {
    assertThat(
            violations(
                "package dev.weft.weaver; import dev.weft.processor.problem.Problem; class Bad {}"))
        .containsExactly(
            "Bad.java (dev.weft.weaver..) must not mention dev.weft.processor.problem");
  }

  @Test
  void processorThatImportsTheRuntimeIsReported() {
    assertThat(violations("package dev.weft.processor.check; import dev.weft.Async; class Bad {}"))
        .containsExactly("Bad.java (dev.weft.processor..) must not mention dev.weft");
  }

  @Test
  void processorMayUseTheWeaverAndAsm() {
    assertThat(
            violations(
                "package dev.weft.processor; import dev.weft.weaver.emit.Bodies;"
                    + " import org.objectweb.asm.tree.MethodNode; class Good {}"))
        .isEmpty();
  }

  private static List<String> violations(String source) {
    return Layer.violations(LAYERS, List.of(SourceFile.of("Bad.java", source)));
  }
}
