package dev.weft.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** A real javac with a thread that weaves beside its own: nobody can tell by the classes. */
@Timeout(120)
class BesideJavacTest {
  private static final int CLASSES = 30;

  @TempDir Path folder;
  private RealJavac javac;
  private final Weavers weavers = new Weavers();

  @BeforeEach
  void javac() {
    javac = new RealJavac(folder).usual();
  }

  @ParameterizedTest
  @ValueSource(strings = {"todo", "simple", "byfile"})
  void classFilesAreTheSameToTheByte(String policy) throws IOException {
    program(javac).options("-XDcompilePolicy=" + policy);
    assertThat(javac.run(weavers)).isEqualTo(new RealJavac.Result(true, ""));
    weavers.assertHaveWorked();
    Path elsewhere = folder.resolve("by-hand");
    assertThat(program(new RealJavac(elsewhere).usual()).byHand().succeeded()).isTrue();
    Map<String, byte[]> classes = classFiles(folder.resolve("classes"));
    Map<String, byte[]> serial = classFiles(elsewhere.resolve("classes"));
    assertThat(classes.keySet()).isEqualTo(serial.keySet()).hasSize(3 * CLASSES);
    for (Map.Entry<String, byte[]> file : classes.entrySet()) {
      assertThat(file.getValue()).as(file.getKey()).isEqualTo(serial.get(file.getKey()));
      assertThat(Weaving.unwoven(file.getValue())).isEmpty();
    }
  }

  /** Nobody would tell it when to write what it has put off. */
  @Test
  void taskDrivenByHandWeavesAtOnce() throws IOException {
    javac.source("Shop.java", shop("Shop"));
    assertThat(javac.byHand(weavers).succeeded()).isTrue();
    weavers.assertHaveNotBeen();
    assertWoven("Shop.class");
  }

  @Test
  void threadIsGoneAfterwards() throws InterruptedException {
    javac.source("Shop.java", shop("Shop")).source("Till.java", shop("Till")).run(weavers);
    weavers.assertHaveWorked();
    weavers.assertEnd();
  }

  @Test
  void errorInAnotherClassLeavesNoClassUnwoven() throws IOException {
    javac
        .source("Shop.java", shop("Shop"))
        .source("Till.java", shop("Till"))
        .source("Wrong.java", "class Wrong { int one() { return true; } }");
    assertThat(javac.run().succeeded()).isFalse();
    assertWoven("Shop.class");
    assertWoven("Till.class");
  }

  @Test
  void javacThatIsTornDownLeavesNoClassUnwoven() throws IOException, InterruptedException {
    javac.source("Shop.java", shop("Shop")).source("Till.java", shop("Till"));
    TaskListener tearsDown =
        new TaskListener() {
          @Override
          public void started(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.ANALYZE
                && event.getTypeElement().getSimpleName().contentEquals("Till")) {
              throw new IllegalStateException("torn down");
            }
          }
        };
    assertThatThrownBy(() -> javac.run(weavers, tearsDown)).hasStackTraceContaining("torn down");
    weavers.assertHaveWorked();
    assertWoven("Shop.class");
    weavers.assertEnd();
  }

  /** It may find the class woven or not yet woven. */
  @Test
  void whatAnotherListenerWritesMeanwhileStays() throws IOException {
    TaskListener covers =
        new TaskListener() {
          @Override
          public void finished(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.GENERATE
                && event.getTypeElement().getSimpleName().contentEquals("Till")) {
              cover(javac.classFile("Shop.class"));
            }
          }
        };
    javac.source("Shop.java", shop("Shop")).source("Till.java", shop("Till"));
    assertThat(javac.run(covers)).isEqualTo(new RealJavac.Result(true, ""));
    assertWoven("Shop.class");
    assertThat(Files.readString(javac.classFile("Shop.class"), ISO_8859_1)).contains("$covered");
  }

  private static void cover(Path classFile) {
    try {
      ClassReader reader = new ClassReader(Files.readAllBytes(classFile));
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(writer, 0);
      writer.visitField(Opcodes.ACC_STATIC, "$covered", "I", null, null).visitEnd();
      Files.write(classFile, writer.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** And the classes between and after them are written, whichever thread was faster. */
  @Test
  void refusalsComeInTheOrderOfClassesWithTheirPlaces() throws IOException {
    javac
        .source("A.java", tooLarge("A"))
        .source("B.java", shop("B"))
        .source("C.java", tooLarge("C"))
        .source("D.java", shop("D"));
    RealJavac.Result result = javac.run(weavers);
    weavers.assertHaveWorked();
    assertThat(result.succeeded()).isFalse();
    assertThat(result.output()).contains("A.java:3: error: [MethodTooLarge] @Async large()");
    assertThat(result.output()).contains("C.java:3: error: [MethodTooLarge] @Async large()");
    assertThat(result.output().indexOf("A.java")).isLessThan(result.output().indexOf("C.java"));
    assertThat(javac.classFile("A.class")).doesNotExist();
    assertThat(javac.classFile("C.class")).doesNotExist();
    assertWoven("B.class");
    assertWoven("D.class");
  }

  @Test
  void commandFailsForARefusal() throws IOException, InterruptedException {
    RealJavac.Result result = javac.source("A.java", tooLarge("A")).fork();
    assertThat(result.succeeded()).isFalse();
    assertThat(result.output()).contains("A.java:3: error: [MethodTooLarge] @Async large()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"todo", "simple", "byfile"})
  void javacCountsRefusals(String policy) {
    javac
        .source("b/package-info.java", "@Deprecated", "package b;")
        .source("A.java", tooLarge("A"))
        .source("C.java", "class C {}", ";", "class D {}", "interface E {}")
        .source("F.java", tooLarge("F"))
        .options("-XDcompilePolicy=" + policy);
    assertThat(javac.run().output()).endsWith("2 errors" + System.lineSeparator());
  }

  /** The weaver asks what {@code Carried} carries, and javac finds the answer in a source file. */
  @Test
  void sourceThatAQuestionLeadsToIsCompiledHoweverLateItIsAsked() throws IOException {
    RealJavac library = new RealJavac(folder.resolve("library")).output();
    library
        .source("Carried.java", "@Carrier public @interface Carried {}")
        .source("Carrier.java", "public @interface Carrier {}");
    assertThat(library.run().succeeded()).isTrue();
    Files.delete(library.classFile("Carrier.class"));
    Files.delete(library.sourceFolder().resolve("Carried.java"));
    javac = new RealJavac(folder).output().options("-processorpath", RealJavac.processorPath());
    javac
        .options("-cp", RealJavac.runtimePath() + File.pathSeparator + library.classFile(""))
        .options("-sourcepath", library.sourceFolder().toString(), "-implicit:class")
        .source("Shop.java", String.join("\n", shop("Shop")).replace("@Async", "@Carried @Async"));
    assertThat(javac.run()).isEqualTo(new RealJavac.Result(true, ""));
    assertThat(javac.classFile("Carrier.class")).exists();
  }

  private static RealJavac program(RealJavac javac) {
    for (int i = 0; i < CLASSES; i++) {
      javac.source("Shop" + i + ".java", shop("Shop" + i));
    }
    return javac;
  }

  private static String[] shop(String name) {
    return """
    import static dev.weft.Asyncio.*;
    import dev.weft.*;
    import java.util.*;
    class NAME {
      @Async Coroutine<Integer> price(List<Future<Integer>> all, Map<String, Integer> known) {
        int sum = 0;
        for (Future<Integer> one : all) {
          sum += await(one);
        }
        var keys = known.entrySet().iterator();
        while (keys.hasNext()) {
          var next = keys.next();
          sum += await(sleep(java.time.Duration.ZERO, next.getValue())) + next.getKey().length();
        }
        return done(sum);
      }
      @Async AsyncGenerator<NAME> many(NAME other, AsyncIterable<NAME> shops) {
        for (NAME shop : shops) {
          emit(shop);
          await(other.price(List.of(), Map.of()));
        }
        return end();
      }
      static class Nested extends NAME {
        @Async Coroutine<String> text(AsyncFunction<String, String> f) {
          try {
            return done(await(async(f, "x")) + this);
          } finally {
            await(yieldNow());
          }
        }
      }
      Runnable local() {
        class Local {
          @Async Coroutine<Object> of(Future<Integer> f, NAME outer) {
            return done(outer.toString() + await(f) + outer);
          }
        }
        return () -> new Local();
      }
    }
    """
        .replace("NAME", name)
        .split("\n");
  }

  /** What only its bytecode shows. */
  private static String[] tooLarge(String name) {
    return new String[] {
      "import dev.weft.*;",
      "class " + name + " {",
      "  @Async Coroutine<Integer> large(Future<Integer> f) {",
      "    int sum = 0;",
      "    sum += Asyncio.await(f);".repeat(4_000),
      "    return Asyncio.done(sum);",
      "  }",
      "}"
    };
  }

  private static Map<String, byte[]> classFiles(Path classes) throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        found.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return found;
  }

  private void assertWoven(String classFile) throws IOException {
    byte[] bytes = Files.readAllBytes(javac.classFile(classFile));
    assertThat(Weaving.unwoven(bytes)).isEmpty();
    assertThat(new String(bytes, ISO_8859_1)).contains("$async");
  }

  /** The threads that weave, as seen by javac's. Those of tests before may still be there. */
  private static final class Weavers implements TaskListener {
    private final Set<Thread> before = now();
    private final Set<Thread> seen = new HashSet<>();

    @Override
    public void started(TaskEvent event) {
      seen.addAll(now());
    }

    @Override
    public void finished(TaskEvent event) {
      seen.addAll(now());
    }

    private static Set<Thread> now() {
      Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
      threads.removeIf(thread -> !thread.getName().equals(WeaverThread.NAME));
      return threads;
    }

    void assertHaveWorked() {
      assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor");
      seen.removeAll(before);
      assertThat(seen).isNotEmpty();
    }

    void assertHaveNotBeen() {
      seen.removeAll(before);
      assertThat(seen).isEmpty();
    }

    void assertEnd() throws InterruptedException {
      for (Thread thread : seen) {
        thread.join(20_000);
      }
      assertThat(seen).noneMatch(Thread::isAlive);
    }
  }
}
