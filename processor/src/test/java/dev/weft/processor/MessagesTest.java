package dev.weft.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a message says beyond its wording: the names in it, the way out, and the column. */
class MessagesTest {
  @Test
  void awaitIsPointedAtItself() {
    Compilation compilation = compile("int plain(Future<Integer> f) { return 1 + await(f); }");
    assertThat(compilation.errors()).hasSize(1);
    String line = "  int plain(Future<Integer> f) { return 1 + await(f); }";
    assertThat(compilation.errors().get(0).getColumnNumber()).isEqualTo(line.indexOf("await") + 1);
  }

  @Test
  void returnTypeIsPointedAt() {
    Compilation compilation = compile("@Async void nothing() {}");
    assertThat(compilation.errors().get(0).getColumnNumber())
        .isEqualTo("  @Async void nothing() {}".indexOf("void") + 1);
  }

  /** Error Prone has javac go on after errors like these. */
  @Test
  void missingReturnTypeIsReportedByJavacAlone() {
    for (String method : List.of("@Async price() { return done(1); }", "@Async Shop() {}")) {
      Compilation compilation =
          javac()
              .withProcessors(new AsyncProcessor())
              .withOptions("--should-stop=ifError=FLOW")
              .compile(
                  JavaFileObjects.forSourceLines(
                      "Shop",
                      "import static dev.weft.Asyncio.*;",
                      "import dev.weft.*;",
                      "class Shop { " + method + " }"));
      assertThat(compilation.errors())
          .isNotEmpty()
          .noneMatch(error -> error.getMessage(null).startsWith("["));
    }
  }

  /** Found in the bytecode, when javac has taken its trees apart. */
  @Test
  void methodThatIsTooLargeIsPointedAt() {
    Compilation compilation =
        compile(
            "@Async Coroutine<Integer> small(int a) { return done(a); }",
            "@Async Coroutine<Integer> small(Future<Integer> f) {",
            "  int sum = 0; " + "sum += await(f); ".repeat(4_000) + "return done(sum); }",
            "@Async Coroutine<Integer> small() { return done(1); }");
    assertThat(compilation.errors()).hasSize(1);
    assertThat(compilation.errors().get(0).getMessage(null))
        .startsWith("[MethodTooLarge] @Async small() is too large: woven it would have ");
    assertThat(compilation.errors().get(0).getLineNumber()).isEqualTo(9);
  }

  @Test
  void voidBecomesCoroutineOfVoid() {
    assertMessage(
        "@Async void nothing() {}",
        "@Async nothing() cannot return void: the call returns before the result is there. Write"
            + " `Coroutine<Void>` and end with `return done();`.");
  }

  @Test
  void primitiveIsBoxed() {
    assertMessage(
        "@Async int one() { return 1; }", "Write `Coroutine<Integer>` and return `done(..)`.");
  }

  @Test
  void resultOfAFutureIsKept() {
    assertMessage(
        "@Async Future<List<String>> all() { return null; }", "`Coroutine<List<String>>`");
    assertMessage(
        "@Async java.util.concurrent.Future<? extends Number> one() { return null; }",
        "`Coroutine<? extends Number>`");
  }

  @Test
  void plainTypeIsWrapped() {
    assertMessage(
        "@Async Map<String, int[]> all() { return null; }", "`Coroutine<Map<String, int[]>>`");
  }

  @Test
  void forgottenAnnotationIsAllThatIsMissing() {
    assertMessage(
        "Coroutine<Integer> one(Future<Integer> f, int... more) { return done(await(f)); }",
        "await() in one(Future<Integer>, int[]), which is not @Async: only the code of an @Async"
            + " method can be suspended. Annotate it with @Async. (");
  }

  @Test
  void plainMethodNeedsAReturnTypeToo() {
    assertMessage(
        "int one(Future<Integer> f) { return await(f); }",
        "Annotate it with @Async and return Coroutine<Integer>.");
  }

  @Test
  void asyncMethodAroundALocalClassIsNamed() {
    assertMessage(
        "@Async Coroutine<Void> outer(Future<Integer> f) {"
            + " new Object() { int inner() { return await(f); } }; return done(); }",
        "(The @Async of outer() does not reach into the class.)");
  }

  @Test
  void lockIsNamed() {
    assertMessage(
        "@Async Coroutine<Void> held(Future<Integer> f) {"
            + " synchronized (f.loop()) { await(f); } return done(); }",
        "the monitor of `f.loop()`");
  }

  @Test
  void functionalInterfaceIsNamed() {
    assertMessage(
        "Function<Future<Integer>, Integer> f() { return f -> await(f); }",
        "await() cannot be used in a lambda for Function<Future<Integer>, Integer>:");
    assertMessage(
        "Function<Future<Integer>, Integer> f() { return Asyncio::await; }",
        "its caller, here Function<Future<Integer>, Integer>, cannot");
  }

  @Test
  void foreignAnnotationIsNamedInFull() {
    assertMessage(
        "@interface Other { @interface Async {} }"
            + " @Other.Async int one(Future<Integer> f) { return await(f); }",
        "await() in one(Future<Integer>), whose @Async is shop.Shop.Other.Async: only");
  }

  private static void assertMessage(String member, String part) {
    List<String> messages =
        compile(member).errors().stream().map(error -> error.getMessage(null)).toList();
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0)).contains(part);
  }

  private static Compilation compile(String... members) {
    String[] before = {
      "package shop;",
      "import static dev.weft.Asyncio.*;",
      "import dev.weft.*;",
      "import dev.weft.Future;",
      "import java.util.*;",
      "import java.util.function.*;",
      "class Shop {"
    };
    String[] lines =
        Stream.of(Stream.of(before), Stream.of(members).map("  "::concat), Stream.of("}"))
            .flatMap(part -> part)
            .toArray(String[]::new);
    return javac()
        .withProcessors(new AsyncProcessor())
        .compile(JavaFileObjects.forSourceLines("shop.Shop", lines));
  }
}
