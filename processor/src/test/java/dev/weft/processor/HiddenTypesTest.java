package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenario 200: a method has a value whose class it may not name, and suspends. */
class HiddenTypesTest {
  private static final String[] LIBRARY = {
    "package lib;",
    "public class Factory {",
    "  public static class Base { public String name() { return \"base\"; } }",
    "  static class Hidden extends Base implements Runnable {",
    "    @Override public String name() { return \"hidden\"; }",
    "    @Override public void run() {}",
    "  }",
    "  interface Secret { }",
    "  static class Both extends Hidden implements Secret { }",
    "  public static Hidden make() { return new Hidden(); }",
    "  public static Hidden[] many() { return new Hidden[] {make(), make()}; }",
    "  public static Secret secret() { return new Both(); }",
    "}"
  };

  private static final String[] PROGRAM = {
    "package use;",
    "import static dev.weft.Asyncio.*;",
    "import dev.weft.*;",
    "import java.time.Duration;",
    "import lib.Factory;",
    "public class Use {",
    "  static Coroutine<Integer> later(int n) { return sleep(Duration.ofMillis(1), n); }",
    "  static String join(Factory.Base b, Object[] all, Runnable r, int n) {",
    "    r.run();",
    "    return b.name() + all.length + n;",
    "  }",
    "  @Async static Coroutine<String> use(boolean more) {",
    "    Factory.Base b = Factory.make();",
    "    var inferred = Factory.make();",
    "    var secret = Factory.secret();",
    "    String s = join(Factory.make(), Factory.many(), inferred, await(later(1)));",
    "    for (int i = 0; i < 2; i++) {",
    "      Factory.Base c = more ? inferred : Factory.make();",
    "      s += b.name() + await(later(2)) + c.name() + (secret != (Object) c);",
    "      inferred = Factory.make();",
    "    }",
    "    return done(s);",
    "  }",
    "  public static String test() { return run(use(true)) + run(use(false)); }",
    "}"
  };

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void theNearestVisibleTypeServes(String debug) throws Exception {
    RealJavac javac = new RealJavac(folder).usual().options(debug);
    RealJavac.Result result =
        javac.source("lib/Factory.java", LIBRARY).source("use/Use.java", PROGRAM).run();
    assertThat(result).isEqualTo(new RealJavac.Result(true, ""));
    URL[] classes = {folder.resolve("classes").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      Object printed = loader.loadClass("use.Use").getMethod("test").invoke(null);
      String once = "hidden21" + "hidden2hiddentrue".repeat(2);
      assertThat(printed).isEqualTo(once + once);
    }
  }
}
