package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.waitFor;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.io.Peers.bytes;
import static dev.weft.behaviour.io.Peers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CancelledError;
import dev.weft.Task;
import dev.weft.io.Subprocess;
import dev.weft.io.SubprocessOptions;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Subprocesses: semantics 330 to 334, 336, 337. */
@DisabledOnOs(OS.WINDOWS) // The programs are those of Unix.
class SubprocessTest {
  private final List<Object> seen = new ArrayList<>();

  /** 330. */
  @Test
  void communicateFeedsAndReadsAndWaits() throws Exception {
    run(
        () -> {
          Subprocess child = await(Subprocess.shell("tr a-z A-Z; echo oops >&2; exit 3"));
          Subprocess.Output output = await(child.communicate(bytes("hello\n")));
          seen.addAll(List.of(text(output.stdout()), text(output.stderr()), output.exitCode()));
          seen.add(child.exitCode());
          await(child.closeAsync());
        });

    assertThat(seen).containsExactly("HELLO\n", "oops\n", 3, 3);
  }

  /** 330, 337: more than all buffers hold, both ways at once. */
  @Test
  void muchDataGoesThrough() throws Exception {
    byte[] much = new byte[3_000_000];
    run(
        () -> {
          Subprocess child = await(Subprocess.exec("cat"));
          seen.add(await(child.communicate(much)).stdout().length);
          await(child.closeAsync());
        });

    assertThat(seen).containsExactly(much.length);
  }

  /** 331. */
  @Test
  void childThatDoesNotReadIsNoFailure() throws Exception {
    run(
        () -> {
          Subprocess child = await(Subprocess.exec("true"));
          seen.add(await(child.communicate(new byte[1_000_000])).exitCode());
          await(child.closeAsync());
        });

    assertThat(seen).containsExactly(0);
  }

  /** 331. */
  @Test
  void drainTellsOfTheBrokenPipe() throws Exception {
    run(
        () -> {
          Subprocess child = await(Subprocess.exec("true"));
          await(child.waitExit());
          try {
            while (true) {
              child.stdin().write(new byte[100_000]);
              await(child.stdin().drain());
              await(yieldNow());
            }
          } catch (IOException e) {
            seen.add(e.getMessage());
          }
          await(child.closeAsync());
        });

    assertThat(seen.get(0))
        .asString()
        .startsWith("Connection lost: ")
        .contains("(stdin of process ")
        .doesNotContain("running");
  }

  @Test
  void linesComeAsTheyAreWritten() throws Exception {
    run(
        () -> {
          Subprocess child = await(Subprocess.exec("cat"));
          for (int i = 0; i < 3; i++) {
            child.stdin().write("line " + i + "\n");
            seen.add(await(child.stdout().readLine()));
          }
          await(child.stdin().closeAsync());
          seen.add(await(child.stdout().readLine()));
          seen.add(await(child.waitExit()));
          await(child.closeAsync());
        });

    assertThat(seen).containsExactly("line 0\n", "line 1\n", "line 2\n", "", 0);
  }

  /** 332: as shells count, for Java does not tell a signal from an exit code. */
  @Test
  void signalsShowInTheExitCode() throws Exception {
    run(
        () -> {
          Subprocess terminated = await(Subprocess.exec("cat"));
          seen.add(terminated.exitCode() == null);
          terminated.terminate();
          seen.add(await(terminated.waitExit()));
          Subprocess killed = await(Subprocess.exec("cat"));
          killed.kill();
          seen.add(await(killed.waitExit()));
          killed.kill();
          await(terminated.closeAsync());
          await(killed.closeAsync());
        });

    assertThat(seen).containsExactly(true, 128 + 15, 128 + 9);
  }

  /** 333. */
  @Test
  void waitingCanBeCancelledAndAllWhoWaitAreTold() throws Exception {
    run(
        () -> {
          Subprocess child = await(Subprocess.exec("cat"));
          try {
            await(waitFor(child.waitExit(), Duration.ofMillis(1)));
          } catch (TimeoutException e) {
            seen.add("late");
          }
          List<Task<Integer>> waiting =
              List.of(createTask(child.waitExit()), createTask(child.waitExit()));
          await(yieldNow());
          await(child.stdin().closeAsync());
          seen.addAll(await(gather(waiting)));
          await(child.closeAsync());
        });

    assertThat(seen).containsExactly("late", 0, 0);
  }

  /** 336. */
  @Test
  void redirectionsDirectoryAndEnvironment(@TempDir Path folder) throws Exception {
    SubprocessOptions options =
        SubprocessOptions.DEFAULT
            .withDirectory(folder)
            .withEnvironment(Map.of("GREETING", "hello"))
            .withStdin(Redirect.from(Path.of("/dev/null").toFile()))
            .withMergedStderr();
    run(
        () -> {
          Subprocess child = await(Subprocess.shell(options, "pwd -P; cat; echo $GREETING >&2"));
          seen.add(text(await(child.communicate()).stdout()));
          assertThatThrownBy(child::stderr)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("stderr() of <Subprocess ");
          await(child.closeAsync());
        });

    assertThat(seen).containsExactly(folder.toRealPath() + "\nhello\n");
  }

  @Test
  void programThatIsMissingIsNamed() throws Exception {
    run(
        () -> {
          try {
            await(Subprocess.exec("no-such-program"));
          } catch (IOException e) {
            seen.add(e.getMessage());
          }
        });

    assertThat(seen.toString()).contains("Cannot run program \"no-such-program\"");
  }

  /** 334: and a child that nobody closes ends with its loop. */
  @Test
  void closingKillsAndSoDoesTheEndOfTheLoop() throws Exception {
    List<Subprocess> children = new ArrayList<>();
    run(
        () -> {
          children.add(await(Subprocess.exec("cat")));
          children.add(await(Subprocess.exec("cat")));
          await(children.get(0).closeAsync());
          seen.add(children.get(0).exitCode());
        });

    assertThat(seen).containsExactly(128 + 9);
    ProcessHandle.of(children.get(1).pid()).ifPresent(left -> left.onExit().join());
  }

  /** 337: the reader reads ahead no further than twice its limit and a piece. */
  @Test
  void outputIsPaused() throws Exception {
    run(
        () -> {
          Subprocess child =
              await(
                  Subprocess.exec(
                      SubprocessOptions.DEFAULT.withLimit(1000),
                      "head",
                      "-c",
                      "1000000",
                      "/dev/zero"));
          while (!child.stdout().toString().contains("paused")) {
            await(yieldNow());
          }
          seen.add(await(child.stdout().readAll()).length);
          await(child.closeAsync());
        });

    assertThat(seen).containsExactly(1_000_000);
  }

  @Test
  void cancelledCommunicationLeavesTheChildToWhoStartedIt() throws Exception {
    run(
        () -> {
          Subprocess child = await(Subprocess.exec("cat"));
          Task<byte[]> reading = createTask(() -> await(child.stdout().readAll()));
          await(yieldNow());
          reading.cancel();
          try {
            await(reading);
          } catch (CancelledError e) {
            seen.add(child.exitCode() == null);
          }
          await(child.closeAsync());
        });

    assertThat(seen).containsExactly(true);
  }
}
