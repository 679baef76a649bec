package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.analysis.Census;
import dev.weft.weaver.names.GeneratedNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * One method on its way through all passes, compared with golden files that {@code docs/tour.md}
 * shows. {@code -Dgolden.update} writes files and document anew.
 */
class PipelineTourTest {
  static final Path GOLDEN = Path.of("src/test/resources/tour");
  private static final Path TOUR = Path.of("../docs/tour.md");

  private static final String SOURCE =
      """
      import static dev.weft.Asyncio.*;
      import dev.weft.*;

      class Tour {
        @Async Coroutine<Integer> twice(Future<Integer> f) {
          int a = await(f);
          return done(a + await(f));
        }

        @Async Coroutine<Integer> thrice(Future<Integer> f) {
          return done(await(twice(f)) + await(f));
        }
      }
      """;

  @Test
  void everyPassLeavesWhatTheTourShows() throws IOException {
    Map<String, String> passes = passes();
    if (System.getProperty("golden.update") != null) {
      update(passes);
    }
    for (Map.Entry<String, String> pass : passes.entrySet()) {
      assertThat(Files.readString(GOLDEN.resolve(pass.getKey())))
          .as(pass.getKey())
          .isEqualTo(pass.getValue());
    }
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(passes.keySet());
    }
  }

  /** Between the fences of the document stand the golden files and nothing else. */
  @Test
  void documentShowsTheGoldenFiles() throws IOException {
    String tour = Files.readString(TOUR);
    for (Map.Entry<String, String> pass : passes().entrySet()) {
      assertThat(tour).contains(shown(pass));
    }
  }

  private static String shown(Map.Entry<String, String> pass) {
    return "<!-- " + pass.getKey() + " -->\n```text\n" + pass.getValue() + "```\n";
  }

  private static void update(Map<String, String> passes) throws IOException {
    Files.createDirectories(GOLDEN);
    String tour = Files.readString(TOUR);
    for (Map.Entry<String, String> pass : passes.entrySet()) {
      Files.writeString(GOLDEN.resolve(pass.getKey()), pass.getValue());
      String begin = "<!-- " + pass.getKey() + " -->\n```text\n";
      int start = tour.indexOf(begin);
      if (start >= 0) {
        int end = tour.indexOf("```\n", start + begin.length()) + 4;
        tour = tour.substring(0, start) + shown(pass) + tour.substring(end);
      }
    }
    Files.writeString(TOUR, tour);
  }

  private static Map<String, String> passes() {
    byte[] bytes = JavaSources.compile(Map.of("Tour", SOURCE), "-g").get("Tour");
    ClassNode owner = new ClassNode();
    new ClassReader(bytes).accept(owner, ClassReader.EXPAND_FRAMES);
    Map<String, String> passes = new LinkedHashMap<>();
    Listings listings =
        (method, pass, text) ->
            passes.put(String.format("%02d-%s.txt", passes.size() + 1, pass), text);
    DirectCalls directly = new DirectCalls(owner, listings);
    weave(owner, "twice", directly, listings);
    weave(owner, "thrice", directly, null);
    directly.rewrite();
    return passes;
  }

  private static void weave(
      ClassNode owner, String name, DirectCalls directly, @Nullable Listings listings) {
    MethodNode method =
        owner.methods.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
    AsyncMethod async = AsyncMethod.of(owner, method, BodyKind.COROUTINE);
    assertThat(
            new AsyncPipeline(
                    async, new GeneratedNames(owner.methods), TypeLookup.NONE, true, true, listings)
                .run(Census.of(method)))
        .isEmpty();
    MethodNode body = owner.methods.get(owner.methods.size() - 1);
    directly.add(method, body, false);
  }
}
