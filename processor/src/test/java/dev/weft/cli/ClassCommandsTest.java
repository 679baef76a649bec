package dev.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of Eclipse's compiler, which the processor cannot follow, are woven afterwards. */
class ClassCommandsTest {
  private static final String RUNTIME =
      dev.weft.Asyncio.class.getProtectionDomain().getCodeSource().getLocation().getPath();

  @TempDir static Path compiled;
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void compileOnce() throws IOException {
    Path source =
        Files.writeString(
            compiled.resolve("Shop.java"),
            """
            import static dev.weft.Asyncio.*;
            import dev.weft.*;
            public class Shop implements java.util.function.Supplier<Integer> {
              static class Door {
                @Async Coroutine<Integer> steps() {
                  await(yieldNow());
                  return done(1);
                }
              }
              @Async Coroutine<Integer> price(int base) {
                Task<Integer> task = createTask(() -> await(new Door().steps()));
                return done(base + await(task));
              }
              @Override public Integer get() { return run(price(41)); }
            }
            """);
    PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
    String[] options = {"-17", "-proc:none", "-cp", RUNTIME, "-d", compiled + "", source + ""};
    assertThat(BatchCompiler.compile(options, nowhere, nowhere, null)).isTrue();
  }

  @Test
  void directoryIsWovenAndRuns() throws Exception {
    copy(folder);
    assertThat(run("verify", folder + "")).isEqualTo(1);
    assertThat(out.toString(UTF_8))
        .contains("[NotWoven] Shop.price(), line 11: this @Async method is not woven");
    assertThat(err.toString(UTF_8)).startsWith("weft verify: not everything is woven: ");
    out.reset();
    assertThat(run("weave", "-cp", RUNTIME, folder + "")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("wove 2 classes in " + folder + "\n");
    out.reset();
    assertThat(run("verify", folder + "")).isZero();
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(result(folder.toUri().toURL())).isEqualTo(42);
  }

  @Test
  void jarIsWovenInPlaceAndRuns() throws Exception {
    Path jar = jar("META-INF/notes.txt");
    assertThat(run("verify", jar + "")).isEqualTo(1);
    assertThat(run("weave", "-cp", RUNTIME, jar + "")).isZero();
    assertThat(run("verify", jar + "")).isZero();
    assertThat(result(jar.toUri().toURL())).isEqualTo(42);
  }

  @Test
  void weavingTwiceChangesNothing() throws IOException {
    copy(folder);
    run("weave", "-cp", RUNTIME, folder + "");
    out.reset();
    assertThat(run("weave", "-cp", RUNTIME, folder + "")).isZero();
    assertThat(out.toString(UTF_8)).startsWith("wove 0 classes in ");
  }

  @Test
  void signedJarIsLeftAlone() throws IOException {
    Path jar = jar("META-INF/SHOP.SF");
    assertThat(run("weave", jar + "")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("is signed");
    assertThat(run("verify", jar + "")).isEqualTo(1);
  }

  @Test
  void whatIsNotUnderstoodIsAnswered() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("weave")).isEqualTo(2);
    assertThat(run("verify")).isEqualTo(2);
    assertThat(run("weave", "-cp", "somewhere")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("usage, where weft stands for java -jar weft-processor.jar:\n")
        .contains("\n  weft ps       PID                    lists the tasks of a running program\n")
        .contains("\n  weft weave    [-cp PATH] DIR|JAR...  weaves the classes there, in place\n");
    assertThat(run("verify", "no/such/folder")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("no/such/folder");
  }

  /** It was silently left out. */
  @Test
  void allJarsOfAFolderAreOnTheClassPathThatNamesThem() throws IOException {
    Path library = Files.createDirectories(folder.resolve("lib"));
    Files.writeString(library.resolve("broken.jar"), "no jar");
    Files.writeString(library.resolve("notes.txt"), "nor this");
    Path classes = Files.createDirectories(folder.resolve("classes"));
    assertThat(run("weave", "-cp", library.resolve("*") + "", classes + "")).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .startsWith("weft weave: cannot use the class path: ")
        .contains("broken.jar: neither a directory nor a jar");
    Files.delete(library.resolve("broken.jar"));
    assertThat(run("weave", "-cp", library.resolve("*") + "", classes + "")).isZero();
  }

  /** A mistyped folder would have passed for one in which all is woven. */
  @Test
  void folderWithoutClassesIsNotVerified() throws IOException {
    assertThat(run("verify", folder + "")).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .startsWith("weft verify: [NothingToVerify] there is no class file in " + folder + ", ");
    err.reset();
    Path jar = folder.resolve("notes.jar");
    try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
      entries.putNextEntry(new JarEntry("notes.txt"));
    }
    assertThat(run("verify", jar + "")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).startsWith("weft verify: [NothingToVerify] ");
  }

  /** A single class file is what somebody tries first. */
  @Test
  void fileThatIsNoJarIsAnswered() {
    String file = compiled.resolve("Shop.class") + "";
    assertThat(run("verify", file)).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .startsWith("weft verify: cannot read " + file)
        .contains("neither a directory nor a jar");
    assertThat(run("weave", file)).isEqualTo(1);
    assertThat(run("weave", "-cp", file, folder + "")).isEqualTo(1);
  }

  private int run(String... arguments) {
    return Main.run(
        new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
  }

  private static void copy(Path target) throws IOException {
    for (String name : new String[] {"Shop.class", "Shop$Door.class"}) {
      Files.copy(compiled.resolve(name), target.resolve(name));
    }
  }

  private Path jar(String extra) throws IOException {
    Path jar = folder.resolve("shop.jar");
    try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String name : new String[] {"Shop.class", "Shop$Door.class"}) {
        entries.putNextEntry(new JarEntry(name));
        entries.write(Files.readAllBytes(compiled.resolve(name)));
      }
      entries.putNextEntry(new JarEntry(extra));
    }
    return jar;
  }

  private static Object result(URL classes) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes}, ClassCommandsTest.class.getClassLoader())) {
      Object shop = loader.loadClass("Shop").getDeclaredConstructor().newInstance();
      return ((Supplier<?>) shop).get();
    }
  }
}
