package dev.weft.weaver.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.CodeSizes;
import dev.weft.weaver.Finding;
import dev.weft.weaver.JavaSources;
import dev.weft.weaver.Refusal;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.WeaverOptions;
import dev.weft.weaver.Woven;
import dev.weft.weaver.WovenClasses;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How large woven methods are: scenarios 189 to 194. */
class SizeTest {
  private static String lines(int count, String line) {
    return IntStream.range(0, count)
        .mapToObj(n -> line.replace("#", String.valueOf(n)))
        .collect(Collectors.joining("\n"));
  }

  private static String sum(int count) {
    return "0" + lines(count, " + v#").replace("\n", "");
  }

  /** Scenario 190. */
  @Test
  void manyLocalsAndManyAwaits() {
    Program.of(
            "@Async static Coroutine<Object> test() {\n"
                + lines(120, "int v# = #;")
                + lines(120, "v# += await(soon(1));")
                + "return done("
                + sum(120)
                + "); }")
        .gives(String.valueOf(119 * 60 + 120));
  }

  /** Scenario 189: more of each kind than there are fields. */
  @Test
  void manyLocalsOfEachKind() {
    Program.of(
            "@Async static Coroutine<Object> test() {\n"
                + lines(
                    35, "int i# = #; long l# = #; float f# = #; double d# = #; String s# = \"#\";")
                + "await(soon(1)); boolean z = await(soon(true));\n"
                + "Object q = String.join(\",\", s1, s2, await(soon(\"x\")), s34);\n"
                + "return done(q + \"\" + (0"
                + lines(35, " + i# + l# + f# + d#").replace("\n", "")
                + ")"
                + lines(35, " + s#").replace("\n", "")
                + "); }")
        .behavesAsWritten();
  }

  /** Scenarios 191, 192, 194: jumps longer than 32 KB. */
  @Test
  void manyAwaitsAndWideJumps() {
    Program.of(
            "static int n; @Async static Coroutine<Object> test() {\n"
                + "for (int k = 0; k < 2; k++) { if (k == 5) break; try {"
                + lines(1000, "n += await(soon(#));")
                + "} catch (IllegalStateException e) { continue; } finally { n++; } }\n"
                + "return done(n); }")
        .gives(String.valueOf(999 * 500 * 2 + 2));
  }

  /** Scenario 193. */
  @Test
  void whatDoesNotFitIsRefusedWithItsSize() {
    String source =
        "package p; import static dev.weft.Asyncio.*; import dev.weft.*; class P {\n"
            + "static Future<Integer> f; static int n;\n"
            + "@Async static Coroutine<Integer> small() { return done(await(f)); }\n"
            + "@Async static Coroutine<Integer> large() {\n"
            + lines(2500, "n += await(f);")
            + "return done(n); } }";
    byte[] bytes = JavaSources.compile(Map.of("p.P", source), "-g").get("p.P");
    Woven woven = new Weaver(WeaverOptions.DEFAULT).weave(bytes);
    assertThat(woven.changed()).isTrue();
    assertThat(woven.findings()).hasSize(1);
    Finding finding = woven.findings().get(0);
    assertThat(finding.refusal()).isEqualTo(Refusal.METHOD_TOO_LARGE);
    assertThat(finding.method()).isEqualTo("large");
    assertThat((Integer) finding.arguments().get(0)).isGreaterThan(65535);
    assertThat(Weaver.unwoven(woven.bytes()))
        .extracting(Finding::refusal)
        .contains(Refusal.NOT_WOVEN);
  }

  /** HotSpot does not compile methods above 8000 bytes. */
  @Test
  void manyAwaitsStayCompilable() {
    WovenClasses woven =
        Program.of(
                "static dev.weft.Future<Integer> f; @Async static Coroutine<Void> test() {\n"
                    + lines(300, "await(f);")
                    + "return done(); }")
            .woven();
    assertThat(CodeSizes.of(woven.bytes("p.P")).get("lambda$test$async")).isLessThan(8000);
  }
}
