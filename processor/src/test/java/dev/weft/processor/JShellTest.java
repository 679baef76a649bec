package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;

/** In JShell nothing weaves while it compiles, and the guard has nothing to say. */
class JShellTest {
  @Test
  void guardIsSilent() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String classPath = RealJavac.runtimePath() + File.pathSeparator + RealJavac.processorPath();
    try (JShell shell =
        JShell.builder()
            .executionEngine("local")
            .compilerOptions("-cp", classPath)
            .out(new PrintStream(said, true, StandardCharsets.UTF_8))
            .err(new PrintStream(said, true, StandardCharsets.UTF_8))
            .build()) {
      List<SnippetEvent> events =
          shell.eval(
              "class Shop {"
                  + " @dev.weft.Async dev.weft.Coroutine<Integer> one() {"
                  + " return dev.weft.Asyncio.done(1); } }");
      assertThat(events).hasSize(1);
      assertThat(events.get(0).status()).isEqualTo(Snippet.Status.VALID);
      assertThat(shell.diagnostics(events.get(0).snippet())).isEmpty();
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
