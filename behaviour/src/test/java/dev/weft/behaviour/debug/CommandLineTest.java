package dev.weft.behaviour.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Main;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code weft ps PID} and its like, on a program that has prepared nothing. */
class CommandLineTest {
  private static Process program;

  @BeforeAll
  static void start() throws IOException {
    program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LookedAtProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = program.inputReader(StandardCharsets.UTF_8);
    assertThat(output.readLine()).isEqualTo("ready");
  }

  @AfterAll
  static void end() throws InterruptedException, IOException {
    program.getOutputStream().close();
    assertThat(program.waitFor()).isEqualTo(0);
  }

  private record Said(int code, String out, String err) {}

  private static Said weft(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            arguments);
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void pstreeShowsWhoAwaitsWhomInTheOtherProcess() {
    Said said = weft("pstree", String.valueOf(program.pid()));
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .contains("(T) cook (waiting: <AsyncQueue ")
        .contains("LookedAtProgram.cooks LookedAtProgram.java:")
        .contains("(waiting: job in an executor)");
    assertThat(said.code()).isEqualTo(0);
  }

  @Test
  void psListsTasksAndTheOthersTellTheSame() {
    String pid = String.valueOf(program.pid());
    assertThat(weft("ps", pid).out()).contains("task").contains("cook").contains("clock");
    assertThat(weft("json", pid).out()).startsWith("[{\"loop\":").contains("\"name\":\"cook\"");
    assertThat(weft("mermaid", pid).out()).startsWith("flowchart TD\n");
  }

  @Test
  void whatIsNotUnderstoodIsExplained() {
    assertThat(weft()).isEqualTo(new Said(2, "", weft("nonsense").err()));
    assertThat(weft("ps").err())
        .contains("the number of a process is wanted")
        .contains("usage, where weft");
    Said said = weft("ps", "999999999");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).startsWith("weft ps: cannot look into process 999999999: ");
  }
}
