package dev.weft.processor.lint;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.weft.processor.AsyncProcessor;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a lint says, where it points, and what silences it; the bad programs say the rest. */
class LintsTest {
  private static final String SLEEP = "Thread.sleep(1);";

  @Test
  void nameOfTheBlockingMethodIsPointedAt() {
    Compilation compilation = compile("", SLEEP);
    String line = "    Thread.sleep(1);";
    assertThat(compilation.warnings().get(0).getColumnNumber()).isEqualTo(line.indexOf(".s") + 1);
  }

  @Test
  void wayOutFitsTheCall() {
    assertThat(message("int x = stage.join();")).contains("Write await(stage).");
    assertThat(message("int x = stage.get();")).contains("Write await(stage).");
    assertThat(message(SLEEP)).contains("Write await(sleep(..)).");
    assertThat(message("all.take();")).contains("Use dev.weft.sync.AsyncQueue.");
    assertThat(message("java.nio.file.Files.readString(null);"))
        .contains("await(toThread(() -> ..))");
  }

  @Test
  void callThatIsDroppedIsQuoted() {
    assertThat(message("work();"))
        .contains("the coroutine that `work()` makes")
        .contains("Write await(work()), or createTask(work()) to run it meanwhile.");
  }

  /** A group's body is a lambda of many lines. */
  @Test
  void longCallThatIsDroppedIsNamed() {
    assertThat(message("TaskGroup.run(group -> { group.createTask(work()); });"))
        .contains("the coroutine that `TaskGroup.run(..)` makes")
        .contains("Write await(TaskGroup.run(..)), or createTask(TaskGroup.run(..)) to run");
    assertThat(message("java.util.List.of(work(), work(), work(), work()).get(0);"))
        .contains("the coroutine that `get(..)` makes");
  }

  @Test
  void variableMethodAndClassCanBeSilenced() {
    String silence = "@SuppressWarnings(\"weft:BlockingInAsync\") ";
    assertThat(compile("", silence + "int x = stage.join();").diagnostics()).isEmpty();
    assertThat(compile(silence, SLEEP).diagnostics()).isEmpty();
    assertThat(messages(compile("@SuppressWarnings(\"weft:NotAwaited\") ", SLEEP))).hasSize(1);
  }

  /** javac says so, and goes on where Error Prone is there too. */
  @Test
  void silenceThatDoesNotCompileIsNoBugInWeft() {
    Compilation compilation =
        compile("@SuppressWarnings(NONE)", SLEEP, "--should-stop=ifError=FLOW");
    assertThat(messages(compilation)).singleElement().asString().startsWith("[BlockingInAsync]");
  }

  @Test
  void optionSilencesAll() {
    assertThat(compile("", SLEEP, "-Aweft.lint=none").diagnostics()).isEmpty();
    assertThat(compile("", SLEEP, "-Aweft.lint=-BlockingInAsync").diagnostics()).isEmpty();
  }

  /** They would only hide what has to be done first. */
  @Test
  void classWithErrorsGetsNoAdvice() {
    assertThat(messages(compile("", "Runnable r = () -> await(stage); " + SLEEP)))
        .singleElement()
        .asString()
        .startsWith("[AwaitInLambda]");
  }

  @Test
  void warningsFailABuildThatWantsNoneAndNotesDoNot() {
    assertThat(compile("", SLEEP, "-Werror").status()).isEqualTo(Compilation.Status.FAILURE);
    Compilation noted = compile("", "await(sleep(java.time.Duration.ZERO));", "-Werror");
    assertThat(noted.notes()).hasSize(1);
    assertThat(noted.status()).isEqualTo(Compilation.Status.SUCCESS);
  }

  private static String message(String statement) {
    List<String> messages = messages(compile("", statement));
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }

  private static List<String> messages(Compilation compilation) {
    return compilation.diagnostics().stream()
        .map(message -> message.getMessage(Locale.ROOT))
        .filter(message -> message.startsWith("["))
        .toList();
  }

  private static Compilation compile(String annotation, String statement, String... options) {
    return javac()
        .withProcessors(new AsyncProcessor())
        .withOptions((Object[]) options)
        .compile(
            JavaFileObjects.forSourceLines(
                "Shop",
                "import static dev.weft.Asyncio.*;",
                "import dev.weft.*;",
                "import java.util.concurrent.*;",
                "class Shop {",
                "  @Async Coroutine<Void> work() { await(yieldNow()); return done(); }",
                "  " + annotation,
                "  @Async Coroutine<Void> all(",
                "      CompletableFuture<Integer> stage, BlockingQueue<Integer> all)",
                "      throws Exception {",
                "    " + statement,
                "    await(yieldNow());",
                "    return done();",
                "  }",
                "}"));
  }
}
