package dev.weft.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
        @Async static Coroutine<Void> open() {
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

  @TempDir Path folder;

  @Test
  void sourceLauncherRunsAsyncCode() throws Exception {
    Path source = Files.writeString(folder.resolve("Shop.java"), PROGRAM);
    assertThat(AgentJvm.java(AgentJvm.agent(folder), "-cp", RUNTIME, source.toString()))
        .isEqualTo("open\nclosed\n");
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
