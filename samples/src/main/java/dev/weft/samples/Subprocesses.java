package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.Subprocess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Programs that run beside this one: all at once, and line by line. */
public final class Subprocesses {
  private Subprocesses() {}

  @Async
  static Coroutine<Void> talk() throws IOException {
    try (Subprocess sort = await(Subprocess.exec("sort"))) {
      byte[] input = "pear\napple\n".getBytes(StandardCharsets.UTF_8);
      Subprocess.Output output = await(sort.communicate(input));
      System.out.print(new String(output.stdout(), StandardCharsets.UTF_8));
      System.out.println("exit code " + output.exitCode());
    }
    try (Subprocess count = await(Subprocess.shell("for i in 1 2 3; do echo $i; done"))) {
      for (String line : count.stdout().lines()) {
        System.out.println("line " + line);
      }
    }
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) throws IOException {
    run(talk());
  }
}
