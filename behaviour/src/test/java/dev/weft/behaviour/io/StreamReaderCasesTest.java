package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.io.IncompleteReadException;
import dev.weft.io.LimitOverrunException;
import dev.weft.io.StreamReader;
import dev.weft.testing.VirtualTimeLoop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random bytes, limits and calls, as CPython's reader took them; reader_cases.py wrote them down.
 */
class StreamReaderCasesTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void readerDoesWhatThatOfCpythonDoes() throws Exception {
    List<String> cases = cases();

    assertThat(cases).hasSize(400);
    for (String line : cases) {
      String[] parts = line.split("\\|", -1);
      List<String> calls = List.of(parts[3].split(";"));
      List<String> results =
          VirtualTimeLoop.run(
              () -> await(replay(Integer.parseInt(parts[0]), parts[1], parts[2], calls)));

      assertThat(String.join(";", results)).as(line).isEqualTo(asText(calls, parts[4].split(";")));
    }
  }

  private static List<String> cases() throws IOException {
    try (InputStream input = StreamReaderCasesTest.class.getResourceAsStream("reader-cases.txt")) {
      return new String(input.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }

  /** Our lines are text: what is no UTF-8 is replaced. */
  private static String asText(List<String> calls, String[] results) {
    for (int i = 0; i < results.length; i++) {
      if (calls.get(i).equals("l") && results[i].startsWith("ok:")) {
        byte[] line = HEX.parseHex(results[i].substring("ok:".length()));
        results[i] = ok(new String(line, StandardCharsets.UTF_8));
      }
    }
    return String.join(";", results);
  }

  private static String ok(Object read) {
    byte[] bytes =
        read instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) read;
    return "ok:" + HEX.formatHex(bytes);
  }

  @Async
  private static Coroutine<List<String>> replay(
      int limit, String pieces, String before, List<String> calls) throws IOException {
    StreamReader reader = new StreamReader(limit);
    Deque<byte[]> coming = new ArrayDeque<>();
    for (String piece : pieces.isEmpty() ? new String[0] : pieces.split(",")) {
      coming.add(HEX.parseHex(piece));
    }
    for (int i = Integer.parseInt(before); i > 0; i--) {
      reader.feedData(ByteBuffer.wrap(coming.remove()));
    }
    List<String> results = new ArrayList<>();
    for (String call : calls) {
      Task<?> task = createTask(called(reader, call));
      await(settled());
      while (!task.isDone()) {
        if (coming.isEmpty()) {
          reader.feedEof();
        } else {
          reader.feedData(ByteBuffer.wrap(coming.remove()));
        }
        await(settled());
      }
      results.add(result(call, task));
    }
    return done(results);
  }

  @Async
  private static Coroutine<Void> settled() {
    for (int i = 0; i < 4; i++) {
      await(yieldNow());
    }
    return done();
  }

  private static Coroutine<?> called(StreamReader reader, String call) throws IOException {
    String argument = call.substring(1);
    return switch (call.charAt(0)) {
      case 'r' -> reader.read(Integer.parseInt(argument));
      case 'x' -> reader.readExactly(Integer.parseInt(argument));
      case 'l' -> reader.readLine();
      case 'a' -> reader.readAll();
      default -> {
        List<byte[]> separators = new ArrayList<>();
        for (String separator : argument.split(",", -1)) {
          separators.add(HEX.parseHex(separator));
        }
        yield reader.readUntil(separators.toArray(new byte[0][]));
      }
    };
  }

  private static String result(String call, Task<?> task) {
    Throwable failure = task.exception();
    if (failure == null) {
      return ok(task.result());
    } else if (failure instanceof IncompleteReadException incomplete) {
      return "inc:" + HEX.formatHex(incomplete.partial());
    } else if (failure instanceof LimitOverrunException over) {
      return call.equals("l") ? "val" : "lim:" + over.consumed();
    }
    return failure.toString();
  }
}
