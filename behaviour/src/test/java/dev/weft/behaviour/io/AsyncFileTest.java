package dev.weft.behaviour.io;

import static dev.weft.Asyncio.async;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.io.Peers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.io.AsyncFile;
import dev.weft.testing.VirtualTimeLoop;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, what aiofiles is to asyncio; in virtual time too, for they need no selector. */
class AsyncFileTest {
  @TempDir Path folder;

  private final List<Object> seen = new ArrayList<>();

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Path path = folder.resolve("file");
    VirtualTimeLoop.run(
        async(
            () -> {
              AsyncFile file =
                  await(
                      AsyncFile.open(
                          path,
                          StandardOpenOption.CREATE,
                          StandardOpenOption.READ,
                          StandardOpenOption.WRITE));
              await(file.write("one\ntwo\r\nthree"));
              await(file.flush());
              seen.add(file.position() + " of " + await(file.size()));
              file.seek(0);
              seen.add(await(file.readLine()));
              seen.add(text(await(file.read(3))));
              await(file.write("!!")); // Over the end of the line.
              for (String line : file.lines()) {
                seen.add(line);
              }
              seen.add(await(file.readLine()));
              seen.add(await(file.read(10)).length);
              await(file.closeAsync());
              await(file.closeAsync());
              assertThatThrownBy(() -> file.flush())
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("flush() of <AsyncFile " + path);
            }));

    assertThat(seen).containsExactly("14 of 14", "one\n", "two", "three", "", 0);
    assertThat(Files.readString(path)).isEqualTo("one\ntwo!!three");
  }

  @Test
  void largeFilesAreReadInPieces() throws Exception {
    byte[] much = new byte[3_000_001];
    much[much.length - 1] = '\n';
    Path path = Files.write(folder.resolve("large"), much);
    run(
        () -> {
          AsyncFile file = await(AsyncFile.open(path));
          seen.add(await(file.readAll()).length);
          file.seek(0);
          seen.add(await(file.readLine()).length());
          file.seek(much.length - 1);
          seen.add(await(file.read(-1)).length);
          await(file.closeAsync());
        });

    assertThat(seen).containsExactly(much.length, much.length, 1);
  }

  @Test
  void appendingWritesAtTheEnd() throws Exception {
    Path path = Files.writeString(folder.resolve("log"), "old\n");
    run(
        () -> {
          AsyncFile file = await(AsyncFile.open(path, StandardOpenOption.APPEND));
          List<Task<Void>> writes = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            writes.add(createTask(file.write(i + "\n"))); // One after another, in this order.
          }
          await(gather(writes));
          seen.add(file.position());
          await(file.closeAsync());
        });

    assertThat(seen).containsExactly(10L);
    assertThat(Files.readString(path)).isEqualTo("old\n0\n1\n2\n");
  }

  @Test
  void missingFileIsNamed() throws Exception {
    run(
        () -> {
          try {
            await(AsyncFile.open(folder.resolve("missing")));
          } catch (NoSuchFileException e) {
            seen.add(e.getMessage());
          }
        });

    assertThat(seen).containsExactly(folder.resolve("missing").toString());
  }

  @Test
  void readingPastTheEndGivesNothingAndTakesNoMemory() throws Exception {
    Path path = Files.writeString(folder.resolve("short"), "short");
    run(
        () -> {
          AsyncFile file = await(AsyncFile.open(path));
          seen.add(text(await(file.read(Integer.MAX_VALUE))));
          file.seek(1_000_000);
          seen.add(await(file.read(Integer.MAX_VALUE)).length);
          seen.add(await(file.readAll()).length);
          seen.add(await(file.readLine()));
          file.seek(2);
          seen.add(text(await(file.readAll())));
          await(file.closeAsync());
        });

    assertThat(seen).containsExactly("short", 0, 0, "", "ort");
  }

  /** What was read ahead is still there, what came after it is not. */
  @Test
  void fileThatIsCutOffMeanwhileEndsThere() throws Exception {
    Path path = Files.write(folder.resolve("cut"), new byte[200_000]);
    run(
        () -> {
          AsyncFile file = await(AsyncFile.open(path));
          seen.add(await(file.read(10)).length);
          Files.write(path, new byte[100]);
          seen.add(await(file.readAll()).length < 200_000 - 10);
          seen.add(await(file.read(10)).length);
          await(file.closeAsync());
        });

    assertThat(seen).containsExactly(10, true, 0);
  }

  /** One operation at a time: pieces do not mix, and none is lost. */
  @Test
  void writesOfManyTasksDoNotMix() throws Exception {
    Path path = folder.resolve("shared");
    int size = 50_000;
    run(
        () -> {
          AsyncFile file =
              await(AsyncFile.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
          List<Task<Void>> writers = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            byte[] piece = new byte[size];
            Arrays.fill(piece, (byte) i);
            writers.add(createTask(file.write(piece)));
          }
          await(gather(writers));
          await(file.closeAsync());
        });

    byte[] all = Files.readAllBytes(path);

    assertThat(all).hasSize(20 * size);
    for (int i = 0; i < 20; i++) {
      seen.add(all[i * size]);
      assertThat(
              Arrays.mismatch(all, i * size, (i + 1) * size - 1, all, i * size + 1, (i + 1) * size))
          .isEqualTo(-1);
    }
    assertThat(seen).doesNotHaveDuplicates();
  }

  /** It has looked at bytes that the other one then takes away. */
  @Test
  void lineEndsAtItsLineFeedThoughAnotherTaskReadsMeanwhile() throws Exception {
    Path path = folder.resolve("file");
    Files.writeString(path, "a".repeat(70_000) + "\nb\nc\n");
    VirtualTimeLoop.run(
        async(
            () -> {
              AsyncFile file = await(AsyncFile.open(path));
              await(file.read(1)); // So that there is something to be taken at once.
              Task<String> line = createTask(file.readLine());
              await(yieldNow());
              seen.add(await(file.read(65_000)).length);
              seen.add(await(line).length());
              seen.add(await(file.readLine()));
              await(file.closeAsync());
            }));

    assertThat(seen).containsExactly(65_000, 5_000, "b\n");
  }

  /** Whether there was something read ahead is none of the user's business. */
  @Test
  void closedFileIsNotReadThoughPartOfItWasReadAhead() throws Exception {
    Path path = folder.resolve("file");
    Files.writeString(path, "one\ntwo\n");
    VirtualTimeLoop.run(
        async(
            () -> {
              AsyncFile file = await(AsyncFile.open(path));
              seen.add(await(file.readLine()));
              await(file.closeAsync());
              for (Coroutine<?> reading : List.of(file.readLine(), file.read(3), file.readAll())) {
                try {
                  seen.add(await(reading));
                } catch (IllegalStateException e) {
                  seen.add(e.getMessage().replace(path.toString(), "file"));
                }
              }
            }));

    String refusal = "read() of <AsyncFile file at 4, closed>, which is closed";
    assertThat(seen).containsExactly("one\n", refusal, refusal, refusal);
  }
}
