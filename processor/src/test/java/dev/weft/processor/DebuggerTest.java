package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Location;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a debugger sees of code that has been suspended and resumed. */
@Timeout(60)
class DebuggerTest {
  private static final String[] PROGRAM = {
    "package till;",
    "import static dev.weft.Asyncio.*;",
    "import dev.weft.*;",
    "import java.util.*;",
    "public class Till {",
    "  private final String name = \"north\";",
    "  @Async static Coroutine<Integer> later(int value) {",
    "    await(yieldNow());",
    "    return done(value);",
    "  }",
    "  @Async Coroutine<Integer> total(int price, String sku, List<String> tags) {",
    "    long factor = 2;",
    "    int first = await(later(price)); // over",
    "    String text = sku + first; // here",
    "    if (first > 1) {",
    "      double inner = 1.5;",
    "      first += await(later(1)); // inside",
    "      text += inner; // after inside",
    "    }",
    "    for (String tag : tags) {",
    "      int length = await(later(tag.length()));",
    "      first += length; // loop",
    "    }",
    "    return done(first + (int) factor + text.length());",
    "  }",
    "  @Async static Coroutine<String> greet(String whom) {",
    "    int count = 3;",
    "    await(later(1));",
    "    count += await(done(2)); // ready",
    "    String text = whom + count; // next",
    "    return done(text); // static",
    "  }",
    "  public static void main(String[] args) throws Exception {",
    "    run(new Till().total(7, \"tea\", List.of(\"a\", \"bc\"))); // caller",
    "    System.out.println(run(greet(\"Ada\")));",
    "    AsyncCallable<Integer> lambda = () -> {",
    "      int local = await(later(4));",
    "      return local + args.length; // lambda",
    "    };",
    "    run(lambda);",
    "  }",
    "}",
  };

  @TempDir Path folder;

  @Test
  void stopsAfterAnAwaitAndSeesEverythingInScope() throws Exception {
    try (Debuggee program = start("here", "after inside", "static", "lambda")) {
      assertThat(program.goOn()).satisfies(at("total", "here"));
      assertThat(program.variables())
          .isEqualTo(
              Map.of(
                  "this", "Till",
                  "price", "7",
                  "sku", "tea",
                  "tags", "ImmutableCollections$List12",
                  "factor", "2",
                  "first", "7"));
      assertThat(program.field("name")).isEqualTo("north");

      assertThat(program.goOn()).satisfies(at("total", "after inside"));
      assertThat(program.variables())
          .containsEntry("inner", "1.5")
          .containsEntry("first", "8")
          .containsEntry("text", "tea7");

      assertThat(program.goOn()).satisfies(at("greet", "static"));
      assertThat(program.variables())
          .isEqualTo(Map.of("whom", "Ada", "count", "5", "text", "Ada5"));

      assertThat(program.goOn()).satisfies(at("lambda", "lambda"));
      assertThat(program.variables()).containsEntry("local", "4").containsKey("args");
      assertThat(program.goOn()).isNull();
    }
  }

  @Test
  void aBreakpointAtAnAwaitHitsOnceAndNotAgainAtTheResume() throws Exception {
    try (Debuggee program = start("over", "inside")) {
      assertThat(program.goOn()).satisfies(at("total", "over"));
      assertThat(program.goOn()).satisfies(at("total", "inside"));
      assertThat(program.goOn()).isNull();
    }
  }

  @Test
  void steppingOverAnAwaitLandsOnTheNextLine() throws Exception {
    try (Debuggee program = start("ready")) {
      assertThat(program.goOn()).satisfies(at("greet", "ready"));
      assertThat(program.stepOver()).satisfies(at("greet", "next"));
      assertThat(program.variables()).containsEntry("count", "5");
    }
  }

  /** It ends in the caller, as for a return, and shows no other line of the method before. */
  @Test
  void steppingOverAnAwaitThatSuspendsLeavesTheMethod() throws Exception {
    try (Debuggee program = start("over")) {
      assertThat(program.goOn()).satisfies(at("total", "over"));
      assertThat(program.stepOver()).satisfies(at("main", "caller"));
    }
  }

  /** A step ends when the method returns; what comes later is for a breakpoint, as in any IDE. */
  @Test
  void runningToTheNextLineStopsThereAfterTheSuspension() throws Exception {
    try (Debuggee program = start("over", "here")) {
      assertThat(program.goOn()).satisfies(at("total", "over"));
      assertThat(program.goOn()).satisfies(at("total", "here"));
      assertThat(program.variables()).containsEntry("first", "7");
    }
  }

  private Debuggee start(String... stops) throws Exception {
    RealJavac javac = new RealJavac(folder).usual().options("-g").source("till/Till.java", PROGRAM);
    assertThat(javac.run().succeeded()).isTrue();
    String classPath =
        javac.classFile("").toString() + File.pathSeparator + RealJavac.runtimePath();
    Debuggee program = Debuggee.start(classPath, "till.Till");
    program.breakAt("till.Till", Arrays.stream(stops).map(DebuggerTest::line).toList());
    return program;
  }

  private static Consumer<Location> at(String method, String mark) {
    return location -> {
      assertThat(location.method().name()).contains(method);
      assertThat(location.lineNumber()).isEqualTo(line(mark));
    };
  }

  private static int line(String mark) {
    return MarkedLines.of(PROGRAM, mark);
  }
}
