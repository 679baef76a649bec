package dev.weft.behaviour.io;

import static dev.weft.Asyncio.async;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.io.Peers.bytes;
import static dev.weft.behaviour.io.Peers.feed;
import static dev.weft.behaviour.io.Peers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.Async;
import dev.weft.AsyncRunnable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.io.IncompleteReadException;
import dev.weft.io.LimitOverrunException;
import dev.weft.io.StreamReader;
import dev.weft.testing.VirtualTimeLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Readers that are fed by hand: semantics 316 to 323. */
class StreamReaderTest {
  private final List<Object> seen = new ArrayList<>();

  private static void run(AsyncRunnable body) {
    VirtualTimeLoop.run(async(body));
  }

  /** 316. */
  @Test
  void limitMustBePositive() {
    run(
        () -> {
          assertThatThrownBy(() -> new StreamReader(0))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  /** 317. */
  @Test
  void readGivesWhatIsThereAndNothingAtTheEnd() {
    run(
        () -> {
          StreamReader reader = new StreamReader();
          seen.add(await(reader.read(0)).length);
          Task<byte[]> early = createTask(() -> await(reader.read(100)));
          await(yieldNow());
          feed(reader, "line1\nline2");
          seen.add(text(await(early)));
          feed(reader, "more");
          seen.add(text(await(reader.read(2))));
          seen.add(text(await(reader.read(100))));
          reader.feedEof();
          seen.add(text(await(reader.read(100))));
        });

    assertThat(seen).containsExactly(0, "line1\nline2", "mo", "re", "");
  }

  /** 317. */
  @Test
  void readAllGoesBeyondTheLimit() {
    run(
        () -> {
          StreamReader reader = new StreamReader(3);
          Task<byte[]> all = createTask(() -> await(reader.read(-1)));
          for (String piece : List.of("first ", "second ", "third")) {
            feed(reader, piece);
            await(yieldNow());
          }
          reader.feedEof();
          seen.add(text(await(all)));
        });

    assertThat(seen).containsExactly("first second third");
  }

  /** 318. */
  @Test
  void readLineKeepsTheLineFeedAndGivesThePartialLineAtTheEnd() {
    run(
        () -> {
          StreamReader reader = new StreamReader();
          feed(reader, "chunk1 ");
          Task<String> line = createTask(() -> await(reader.readLine()));
          await(yieldNow());
          feed(reader, "chunk2 ");
          await(yieldNow());
          feed(reader, "chunk3\nrest");
          seen.add(await(line));
          reader.feedEof();
          seen.add(await(reader.readLine()));
          seen.add(await(reader.readLine()));
        });

    assertThat(seen).containsExactly("chunk1 chunk2 chunk3\n", "rest", "");
  }

  /** 318: seven bytes and a line feed pass a limit of seven. */
  @Test
  void limitCountsWithoutTheLineFeed() {
    run(
        () -> {
          StreamReader reader = new StreamReader(7);
          feed(reader, "1234567\n12345678\nend\n");
          seen.add(await(reader.readLine()));
          seen.add(await(tooLong(reader)));
          seen.add(await(reader.readLine()));
        });

    assertThat(seen).containsExactly("1234567\n", "Separator is found, bu", "end\n");
  }

  /** 318: without its line feed the buffer is cleared. */
  @Test
  void overlongLineIsDropped() {
    run(
        () -> {
          StreamReader reader = new StreamReader(3);
          feed(reader, "much too long");
          seen.add(await(tooLong(reader)));
          feed(reader, "a\n");
          seen.add(await(reader.readLine()));
        });

    assertThat(seen).containsExactly("Separator is not found", "a\n");
  }

  @Async
  private static Coroutine<String> tooLong(StreamReader reader) {
    try {
      return done(await(reader.readLine()));
    } catch (LimitOverrunException e) {
      return done(e.getMessage().substring(0, 22));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 319. */
  @Test
  void readUntilFindsASeparatorThatArrivesInPieces() {
    run(
        () -> {
          StreamReader reader = new StreamReader();
          Task<byte[]> piece = createTask(() -> await(reader.readUntil(bytes("\r\n\r\n"))));
          for (String part : List.of("head\r\n", "more\r", "\n\r", "\nbody")) {
            feed(reader, part);
            await(yieldNow());
          }
          seen.add(text(await(piece)));
          seen.add(text(await(reader.read(10))));
        });

    assertThat(seen).containsExactly("head\r\nmore\r\n\r\n", "body");
  }

  /** 319: the shortest match end wins. */
  @Test
  void readUntilTakesTheSeparatorThatEndsFirst() {
    run(
        () -> {
          StreamReader reader = new StreamReader();
          feed(reader, "axxxxyb\nc");
          seen.add(text(await(reader.readUntil(bytes("xxxxy"), bytes("xx"), bytes("\n")))));
          seen.add(text(await(reader.readUntil(bytes("\n"), bytes("yb")))));
        });

    assertThat(seen).containsExactly("axx", "xxyb");
  }

  /** 319. */
  @Test
  void readUntilFailsAtTheEndAndOverTheLimit() {
    run(
        () -> {
          StreamReader reader = new StreamReader(5);
          feed(reader, "123456789");
          try {
            await(reader.readUntil(bytes("\n")));
          } catch (LimitOverrunException e) {
            seen.add(e.consumed());
          }
          seen.add(text(await(reader.readExactly(8)))); // The bytes have stayed.
          reader.feedEof();
          try {
            await(reader.readUntil(bytes("\n")));
          } catch (IncompleteReadException e) {
            seen.add(text(e.partial()) + " of " + e.expected());
          }
          seen.add(reader.atEof());
          assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> empty(reader)))
              .hasMessageContaining("empty");
        });

    assertThat(seen).containsExactly(9, "12345678", "9 of null", true);
  }

  private static void empty(StreamReader reader) throws IOException {
    reader.readUntil(new byte[0]).close();
  }

  /** 320. */
  @Test
  void readExactlyGoesBeyondTheLimitAndTellsWhatIsMissing() {
    run(
        () -> {
          StreamReader reader = new StreamReader(2);
          seen.add(await(reader.readExactly(0)).length);
          feed(reader, "a long message");
          seen.add(text(await(reader.readExactly(6))));
          reader.feedEof();
          try {
            await(reader.readExactly(20));
          } catch (IncompleteReadException e) {
            seen.add(text(e.partial()) + ": " + e.getMessage());
          }
          assertThatThrownBy(() -> reader.readExactly(-1))
              .isInstanceOf(IllegalArgumentException.class);
        });

    assertThat(seen)
        .containsExactly(
            0,
            "a long",
            " message: readExactly: the stream ended after 8 of 20 bytes; partial() has what did"
                + " arrive");
  }

  /** 321. */
  @Test
  void secondReaderIsRefused() {
    run(
        () -> {
          StreamReader reader = new StreamReader();
          Task<byte[]> first = createTask(() -> await(reader.read(1)));
          await(yieldNow());
          try {
            await(reader.readLine());
          } catch (IllegalStateException e) {
            seen.add(e.getMessage().startsWith("readLine() called while another coroutine"));
          }
          feed(reader, "x");
          seen.add(text(await(first)));
        });

    assertThat(seen).containsExactly(true, "x");
  }

  /** 322. */
  @Test
  void cancelledReadLeavesTheReaderUsable() {
    run(
        () -> {
          StreamReader reader = new StreamReader();
          Task<byte[]> cancelled = createTask(() -> await(reader.read(1)));
          await(yieldNow());
          cancelled.cancel();
          try {
            await(cancelled);
          } catch (CancelledError e) {
            seen.add("cancelled");
          }
          feed(reader, "x");
          seen.add(text(await(reader.read(1))));
        });

    assertThat(seen).containsExactly("cancelled", "x");
  }

  /** 322. */
  @Test
  void brokenStreamFailsWhoReadsNowAndLater() {
    IOException broken = new IOException("mine");
    run(
        () -> {
          StreamReader reader = new StreamReader();
          Task<byte[]> waiting = createTask(() -> await(reader.read(1)));
          await(yieldNow());
          reader.setException(broken);
          try {
            await(waiting);
          } catch (Exception e) {
            seen.add(e);
          }
          try {
            await(reader.readLine());
          } catch (IOException e) {
            seen.add(e);
          }
          seen.add(reader.exception());
        });

    assertThat(seen).containsExactly(broken, broken, broken);
  }

  /** 323. */
  @Test
  void linesComeWithoutTheirEnds() {
    run(
        () -> {
          StreamReader reader = new StreamReader();
          feed(reader, "unix\n\ndos\r\nlast");
          reader.feedEof();
          for (String line : reader.lines()) {
            seen.add(line);
          }
          seen.add(reader.atEof());
        });

    assertThat(seen).containsExactly("unix", "", "dos", "last", true);
  }
}
