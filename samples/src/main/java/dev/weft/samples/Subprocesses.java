package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.Subprocess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs that run beside this one: all at once, and line by line. */
public final class Subprocesses {
  private Subprocesses() {}

  @Async
  static Coroutine<Void> list(Path folder) throws IOException {
    try (Subprocess ls = await(Subprocess.exec("ls", "-l", folder.toString()))) {
      String listing = new String(await(ls.communicate()).stdout(), StandardCharsets.UTF_8);
      listing
          .lines()
          .skip(1) // The total.
          .map(line -> "file " + line.substring(line.lastIndexOf(' ') + 1))
          .forEach(System.out::println);
    }
    return done();
  }

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

  /** Lists a folder with one file, and talks to two programs. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("listed");
    Path file = Files.createFile(folder.resolve("apples.txt"));
    try {
      run(list(folder));
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
    run(talk());
  }
}
