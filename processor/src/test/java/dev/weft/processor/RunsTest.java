package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From source to a result: javac, the processor and the runtime together, once. */
class RunsTest {
  @TempDir Path folder;

  @Test
  void wovenProgramSuspendsAndReturns() throws Exception {
    RealJavac javac =
        new RealJavac(folder).usual().options("-Aweft.verify", "-Xlint:all", "-Werror");
    javac.source(
        "shop/Shop.java",
        "package shop;",
        "import static dev.weft.Asyncio.*;",
        "import dev.weft.*;",
        "import java.time.Duration;",
        "import java.util.function.Supplier;",
        "public class Shop implements Supplier<Integer> {",
        "  @Async Coroutine<Integer> price(int base) {",
        "    await(sleep(Duration.ofMillis(1)));",
        "    return done(base + 1);",
        "  }",
        "  @Async Coroutine<Integer> total() {",
        "    Task<Integer> first = createTask(price(1));",
        "    return done(await(price(10)) * await(first));",
        "  }",
        "  @Override public Integer get() { return run(total()); }",
        "}");
    assertThat(javac.run()).isEqualTo(new RealJavac.Result(true, ""));
    URL[] classes = {folder.resolve("classes").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, RunsTest.class.getClassLoader())) {
      Object shop = loader.loadClass("shop.Shop").getDeclaredConstructor().newInstance();
      assertThat(((java.util.function.Supplier<?>) shop).get()).isEqualTo(22);
    }
  }
}
