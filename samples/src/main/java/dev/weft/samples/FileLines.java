package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.AsyncFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file written and read without blocking the loop, as aiofiles does. */
public final class FileLines {
  private FileLines() {}

  @Async
  static Coroutine<Integer> copyLongLines(Path from, Path to) throws IOException {
    int copied = 0;
    try (AsyncFile input = await(AsyncFile.open(from));
        AsyncFile output =
            await(AsyncFile.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      for (String line : input.lines()) {
        if (line.length() > 3) {
          await(output.write(line + "\n"));
          copied++;
        }
      }
    }
    return done(copied);
  }

  /** Copies some lines between two temporary files. */
  public static void main(String[] args) throws IOException {
    Path from = Files.createTempFile("lines", ".txt");
    Path to = Files.createTempFile("long", ".txt");
    try {
      Files.writeString(from, "one\nthree\ntwo\nfour\n");
      System.out.println(run(copyLongLines(from, to)) + " lines copied");
      System.out.print(Files.readString(to));
    } finally {
      Files.delete(from);
      Files.delete(to);
    }
  }
}
