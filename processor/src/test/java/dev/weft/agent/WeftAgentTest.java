package dev.weft.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that nobody wove are woven as they are loaded. */
class WeftAgentTest {
  private static final String PROGRAM =
      """
      import static dev.weft.Asyncio.*;
      import dev.weft.*;
      public class Shop {
        static class Door implements AsyncCloseable {
          @Override @Async public Coroutine<Void> closeAsync() {
            await(yieldNow());
            System.out.println("closed");
            return done();
          }
        }
        @Async static AsyncGenerator<Integer> steps() {
          try {
            for (int i = 0; ; i++) emit(i);
          } finally {
            await(yieldNow());
            System.out.println("left");
          }
        }
        @Async static Coroutine<Void> open() {
          for (int step : steps()) {
            if (step == 1) break;
          }
          try (Door door = new Door()) {
            await(sleep(java.time.Duration.ofMillis(1)));
            System.out.println("open");
          }
          return done();
        }
        public static void main(String[] arguments) { run(open()); }
      }
      """;

  private static final String RUNTIME =
      dev.weft.Asyncio.class.getProtectionDomain().getCodeSource().getLocation().getPath();

  private static final String OUTPUT = "left\nopen\nclosed\n";

  @TempDir Path folder;

  @Test
  void sourceLauncherRunsAsyncCode() throws Exception {
    Path source = Files.writeString(folder.resolve("Shop.java"), PROGRAM);
    assertThat(AgentJvm.java(AgentJvm.agent(folder), "-cp", RUNTIME, source.toString()))
        .isEqualTo(OUTPUT);
  }

  /** Its loops and resources look different in class files. */
  @Test
  void classesOfEclipseAreWoven() throws Exception {
    Path source = Files.writeString(folder.resolve("Shop.java"), PROGRAM);
    PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
    String[] options = {"-17", "-proc:none", "-cp", RUNTIME, "-d", folder + "", source + ""};
    assertThat(BatchCompiler.compile(options, nowhere, nowhere, null)).isTrue();
    String classPath = folder + File.pathSeparator + RUNTIME;
    assertThat(AgentJvm.java(AgentJvm.agent(folder), "-cp", classPath, "Shop")).isEqualTo(OUTPUT);
  }

  @Test
  void agentDoesNotChangeWhatItNeedNotRead() throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Plain.java"),
            "class Plain { public static void main(String[] a) { System.out.println(1); } }");
    assertThat(AgentJvm.java(AgentJvm.agent(folder), source.toString())).isEqualTo("1\n");
  }
}
