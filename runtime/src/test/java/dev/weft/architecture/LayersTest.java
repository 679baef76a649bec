package dev.weft.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.house.Layer;
import dev.weft.house.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which package of the runtime may use which; read from the sources. */
class LayersTest {
  private static final List<Layer> LAYERS =
      List.of(
          // The loop runs entries and does not know what they are.
          Layer.of("dev.weft.loop..").only(),
          // Woven code meets tasks and futures, not the loop below them.
          Layer.of("dev.weft.compiled..").only("dev.weft"),
          // Locks, queues and streams prove that the public API is enough to write them.
          Layer.of("dev.weft.sync..").only("dev.weft", "dev.weft.compiled"),
          Layer.of("dev.weft.io..").only("dev.weft", "dev.weft.compiled"),
          // Dumps are values; JMX asks for them like any user. Events know texts only.
          Layer.of("dev.weft.debug").only("dev.weft"),
          Layer.of("dev.weft.debug.jfr..").only(),
          // The core must not lean on what is built upon it.
          Layer.of("dev.weft").never("dev.weft.sync..", "dev.weft.io.."),
          Layer.of("dev.weft..").never("dev.weft.processor..", "dev.weft.weaver..", "javax.tools"));

  @Test
  void packagesReachOnlyWhereTheyMay() throws IOException {
    List<SourceFile> sources = SourceFile.below(Path.of("src/main/java"));

    assertThat(sources).isNotEmpty();
    assertThat(Layer.violations(LAYERS, sources)).isEmpty();
  }

  @Test
  void loopThatKnowsTasksIsReported() {
    assertThat(violations("package dev.weft.loop; import dev.weft.Task; class Bad {}"))
        .containsExactly("Bad.java (dev.weft.loop..) must not mention dev.weft");
  }

  @Test
  void lockThatReachesIntoTheLoopIsReported() {
    assertThat(violations("package dev.weft.sync; class Bad { dev.weft.loop.ReadyQueue ready; }"))
        .containsExactly("Bad.java (dev.weft.sync..) must not mention dev.weft.loop");
  }

  @Test
  void wildcardAndStaticImportsAreSeen() {
    assertThat(violations("package dev.weft; import dev.weft.io.*; class Bad {}")).hasSize(1);
    assertThat(
            violations(
                "package dev.weft.compiled; import static dev.weft.loop.Clock.*; class B {}"))
        .hasSize(1);
  }

  @Test
  void whatCommentsAndStringsSayIsFree() {
    assertThat(
            violations(
                "package dev.weft.loop; /** {@link dev.weft.Task} */ class Good {"
                    + " String name = \"dev.weft.Task\"; // dev.weft.Task\n }"))
        .isEmpty();
  }

  private static List<String> violations(String source) {
    return Layer.violations(LAYERS, List.of(SourceFile.of("Bad.java", source)));
  }
}
