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

  /** ASM 9.11 took a jump back that had to become longer, since others did, for one forward. */
  @Test
  void jumpsBackOfAllLengthsAroundTheLongest() {
    Program.of(
            "@Async static Coroutine<Object> test() { int x = 0; while (true) {\n"
                + "x += await(soon(1));\n"
                + lines(300, "if (x == -#) break;")
                + lines(2600, "x++; if (x == -#) continue;")
                + "if (x > 7000) break; } return done(x); }")
        .gives("7803");
  }

  /** Scenario 193. */
  @Test
  void whatDoesNotFitIsRefusedWithItsSize() {
    String source =
        "package p; import static dev.weft.Asyncio.*; import dev.weft.*; class P {\n"
            + "static Future<Integer> f; static int n;\n"
            + "@Async static Coroutine<Integer> small() { return done(await(f)); }\n"
            + "@Async static Coroutine<Integer> large() {\n"
            + lines(3000, "n += await(f);")
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

  private static int sizeOf(String members) {
    WovenClasses woven =
        Program.of("static dev.weft.Future<Integer> f; static int n;" + members).woven();
    return CodeSizes.of(woven.bytes("p.P")).get("lambda$test$async");
  }

  /** HotSpot does not compile methods above 8000 bytes. */
  @Test
  void manyAwaitsStayCompilable() {
    assertThat(
            sizeOf(
                "@Async static Coroutine<Void> test() {"
                    + lines(300, "await(f);")
                    + "return done(); }"))
        .isLessThan(8000);
    assertThat(
            sizeOf(
                "@Async static Coroutine<Void> test() {"
                    + lines(300, "n += await(f);")
                    + "return done(); }"))
        .isLessThan(8000);
    assertThat(
            sizeOf(
                "@Async static Coroutine<Integer> test() { int k = 0;"
                    + lines(300, "k += await(f);")
                    + "return done(k); }"))
        .isLessThan(8000);
  }

  /** What an await adds to a method of ordinary size. */
  @Test
  void oneMoreAwaitCostsFewBytes() {
    String start = "@Async static Coroutine<String> test() { String s = \"\"; int k = n;";
    String await = "s += await(f) + k;";
    int two = sizeOf(start + await + await + "return done(s + k); }");
    int three = sizeOf(start + await + await + await + "return done(s + k); }");
    // Of these, 23 are the statement itself; two values are kept.
    assertThat(three - two).isLessThanOrEqualTo(23 + 35 + 2 * 6);
    String guarded = "try { s += await(f); } catch (IllegalStateException e) { s += 1; }";
    two = sizeOf(start + guarded + guarded + "return done(s + k); }");
    three = sizeOf(start + guarded + guarded + guarded + "return done(s + k); }");
    // Its own handler keeps it from sharing, and says what it catches: 34 are the statement itself,
    // two values are kept.
    assertThat(three - two).isLessThanOrEqualTo(34 + 70 + 5 + 2 * 8);
  }

  /** Awaits of all sorts at one place, because the method is large: see AwaitTogether. */
  @Test
  void largeMethodsAwaitAsWritten() {
    Program.of(
            "static int n; static int twice(int a) { return 2 * a; }"
                + "@Async static Coroutine<Object> test() { String s = \"\"; long k = 1;\n"
                + "for (int i = 0; i < 2; i++) { try {\n"
                + lines(100, "k += await(soon(#)) + twice(await(stage(#)));")
                + "if (i == 1) await(fail(new IllegalStateException(\"x\")));\n"
                + lines(100, "s = s.substring(0, Math.min(3, s.length())) + await(soon(#)) + k;")
                + "Coroutine<String> nothing = null; await(nothing);\n"
                + "} catch (IllegalStateException e) { s += e.getMessage() + await(soon(i)); }\n"
                + "catch (NullPointerException e) { s += \"null\" + await(stage(i)); }\n"
                + "finally { n += await(soon(1)); } }\n"
                + "return done(s + k + n); }")
        .behavesAsWritten();
  }
}
