package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.behaviour.io.Peers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.io.Subprocess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Children that write much, do not listen, or come in crowds. */
@DisabledOnOs(OS.WINDOWS) // The programs are those of Unix.
@Timeout(60)
class HostileChildrenTest {
  private final List<Object> seen = new ArrayList<>();

  /** 337: neither pipe may hold up the other. */
  @Test
  void muchOutputOnBothPipesIsRead() throws Exception {
    run(
        () -> {
          Subprocess child =
              await(
                  Subprocess.shell(
                      "head -c 5000000 /dev/zero & head -c 4000000 /dev/zero >&2; wait"));
          Subprocess.Output output = await(child.communicate());
          seen.addAll(List.of(output.stdout().length, output.stderr().length, output.exitCode()));
          await(child.closeAsync());
        });

    assertThat(seen).containsExactly(5_000_000, 4_000_000, 0);
  }

  @Test
  void childThatIgnoresTerminateIsKilledByClosing() throws Exception {
    run(
        () -> {
          Subprocess child =
              await(Subprocess.shell("trap '' TERM; echo deaf; while :; do echo on; read x; done"));
          seen.add(await(child.stdout().readLine()));
          child.terminate();
          for (int i = 0; i < 3; i++) {
            seen.add(await(child.stdout().readLine()));
            child.stdin().write("go on\n");
            child.terminate();
          }
          seen.add(child.exitCode());
          await(child.closeAsync());
          seen.add(child.exitCode());
          child.terminate();
          child.kill();
        });

    assertThat(seen).containsExactly("deaf\n", "on\n", "on\n", "on\n", null, 137);
  }

  @Test
  void manyChildrenLeaveNoZombie() throws Exception {
    run(
        () -> {
          List<Task<Subprocess.Output>> all = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            all.add(createTask(exited(i)));
          }
          for (Subprocess.Output output : await(gather(all))) {
            seen.add(output.exitCode());
          }
          Subprocess list = await(Subprocess.exec("ps", "-o", "stat=", "--ppid", "" + pid()));
          assertThat(text(await(list.communicate()).stdout())).doesNotContain("Z");
          await(list.closeAsync());
        });

    assertThat(seen).hasSize(20).startsWith(0, 1, 2).doesNotHaveDuplicates();
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  @Async
  private static Coroutine<Subprocess.Output> exited(int code) throws IOException {
    Subprocess child = await(Subprocess.shell("exit " + code));
    Subprocess.Output output = await(child.communicate());
    await(child.closeAsync());
    return done(output);
  }

  @Test
  void programMustBeNamed() throws Exception {
    run(
        () ->
            assertThatThrownBy(Subprocess::exec)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exec() without a program"));
  }
}
