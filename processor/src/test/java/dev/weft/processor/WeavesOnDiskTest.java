package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every class file that javac writes is woven, wherever it writes it and in whatever order. */
class WeavesOnDiskTest {
  private static final String[] SHOP = {
    "package shop;",
    "import static dev.weft.Asyncio.*;",
    "import dev.weft.*;",
    "public class Shop {",
    "  @Async Coroutine<Integer> price(Future<Integer> f) { return done(await(f)); }",
    "  static class Nested {",
    "    @Async Coroutine<Integer> price(Future<Integer> f) { return done(await(f)); }",
    "  }",
    "  void plain() {",
    "    class Local {",
    "      @Async Coroutine<Integer> price(Future<Integer> f) { return done(await(f)); }",
    "    }",
    "    new Object() {",
    "      @Async Coroutine<Integer> price(Future<Integer> f) { return done(await(f)); }",
    "    };",
    "  }",
    "}"
  };
  private static final String[] CLIENT = {
    "package client;",
    "import static dev.weft.Asyncio.*;",
    "import dev.weft.*;",
    "class Client extends shop.Shop {",
    "  @Async Task<Integer> twice(Future<Integer> f) { await(f); return null; }",
    "}",
    "interface Second {",
    "  @Async default Coroutine<Void> nothing() { return done(); }",
    "}"
  };

  @TempDir Path folder;
  private RealJavac javac;

  @BeforeEach
  void javac() {
    javac = new RealJavac(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"todo", "simple", "byfile"})
  void inEveryOrder(String policy) throws IOException {
    javac.usual().options("-XDcompilePolicy=" + policy, "-Xlint:all", "-Werror");
    RealJavac.Result result =
        javac.source("shop/Shop.java", SHOP).source("client/Client.java", CLIENT).run();
    assertThat(result).isEqualTo(new RealJavac.Result(true, ""));
    assertAllWoven(folder.resolve("classes"));
  }

  @Test
  void byTheCommand() throws IOException, InterruptedException {
    javac.usual().options("-Xlint:all", "-Werror");
    RealJavac.Result result =
        javac.source("shop/Shop.java", SHOP).source("client/Client.java", CLIENT).fork();
    assertThat(result).isEqualTo(new RealJavac.Result(true, ""));
    assertAllWoven(folder.resolve("classes"));
  }

  @Test
  void besideTheSourceWithoutAnOutputFolder() throws IOException {
    javac.options("-cp", RealJavac.runtimePath(), "-processorpath", RealJavac.processorPath());
    RealJavac.Result result =
        javac
            .source("shop/Shop.java", SHOP)
            .source("client/Client.java", CLIENT)
            .source(
                "Root.java",
                "class Root { @dev.weft.Async dev.weft.Coroutine<Integer> one() { return null; } }")
            .run();
    assertThat(result).isEqualTo(new RealJavac.Result(true, ""));
    assertAllWoven(javac.sourceFolder());
    assertThat(Weaving.unwoven(Files.readAllBytes(javac.sourceFolder().resolve("Root.class"))))
        .isEmpty();
  }

  @Test
  void inSeveralModulesAtOnce() throws IOException {
    javac
        .usual()
        .options("--module-source-path", javac.sourceFolder().toString())
        .options("--add-reads", "one=ALL-UNNAMED", "--add-reads", "two=ALL-UNNAMED")
        .options("-Werror");
    RealJavac.Result result =
        javac
            .source("one/module-info.java", "module one { exports shop; }")
            .source("one/shop/Shop.java", SHOP)
            .source("two/module-info.java", "module two { requires one; }")
            .source("two/client/Client.java", CLIENT)
            .run();
    assertThat(result).isEqualTo(new RealJavac.Result(true, ""));
    assertWoven(javac.classFile("one/shop/Shop.class"));
    assertWoven(javac.classFile("one/shop/Shop$Nested.class"));
    assertWoven(javac.classFile("two/client/Second.class"));
  }

  @Test
  void inAModule() throws IOException {
    javac.usual().options("--add-reads", "one=ALL-UNNAMED", "-Xlint:all", "-Werror");
    RealJavac.Result result =
        javac
            .source("module-info.java", "/** One. */ module one {}")
            .source("shop/package-info.java", "/** Shop. */ package shop;")
            .source("shop/Shop.java", SHOP)
            .run();
    assertThat(result).isEqualTo(new RealJavac.Result(true, ""));
    assertWoven(javac.classFile("shop/Shop.class"));
  }

  @Test
  void adviceCanBeSilencedForAModule() throws IOException {
    javac.usual().options("--add-reads", "one=ALL-UNNAMED", "-Werror");
    javac.source(
        "shop/Till.java",
        "package shop;",
        "class Till {",
        "  void drops() { dev.weft.Asyncio.yieldNow(); }",
        "}");
    assertThat(javac.source("module-info.java", "module one {}").run().output())
        .contains("[NotAwaited]");
    javac.source("module-info.java", "@SuppressWarnings(\"weft:NotAwaited\") module one {}");
    assertThat(javac.run()).isEqualTo(new RealJavac.Result(true, ""));
  }

  @Test
  void whenNamedInAListOfProcessors() throws IOException {
    javac.usual().options("-processor", "dev.weft.processor.AsyncProcessor", "-g:none");
    assertThat(javac.source("shop/Shop.java", SHOP).run())
        .isEqualTo(new RealJavac.Result(true, ""));
    assertWoven(javac.classFile("shop/Shop.class"));
  }

  @Test
  void listsEveryPassOnRequest() throws IOException {
    Path dump = folder.resolve("dump");
    javac.usual().options("-Aweft.dump=" + dump).source("shop/Shop.java", SHOP).run();
    try (Stream<Path> files = Files.walk(dump)) {
      assertThat(files.map(file -> dump.relativize(file).toString()))
          .anyMatch(name -> name.contains("price") && name.endsWith("state-machine.txt"));
    }
  }

  @Test
  void classesWithoutWeftAreLeftAlone() throws IOException {
    String[] plain = {"package plain;", "class Plain { int one() { return 1; } }"};
    javac.usual().source("plain/Plain.java", plain).run();
    byte[] with = Files.readAllBytes(javac.classFile("plain/Plain.class"));
    RealJavac without = new RealJavac(folder.resolve("without")).output().options("-proc:none");
    without.source("plain/Plain.java", plain).run();
    assertThat(with).isEqualTo(Files.readAllBytes(without.classFile("plain/Plain.class")));
  }

  /** A second build in the same folder, as an incremental one. */
  @Test
  void againOverOldClassFiles() throws IOException {
    javac.usual().source("shop/Shop.java", SHOP);
    javac.run();
    RealJavac.Result second = javac.run();
    assertThat(second).isEqualTo(new RealJavac.Result(true, ""));
    assertWoven(javac.classFile("shop/Shop.class"));
  }

  private static void assertAllWoven(Path classes) throws IOException {
    assertWoven(classes.resolve("shop/Shop.class"));
    assertWoven(classes.resolve("shop/Shop$Nested.class"));
    assertWoven(classes.resolve("shop/Shop$1Local.class"));
    assertWoven(classes.resolve("shop/Shop$1.class"));
    assertWoven(classes.resolve("client/Client.class"));
    assertWoven(classes.resolve("client/Second.class"));
  }

  private static void assertWoven(Path classFile) throws IOException {
    byte[] bytes = Files.readAllBytes(classFile);
    assertThat(Weaving.unwoven(bytes)).isEmpty();
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)).contains("$async");
  }
}
