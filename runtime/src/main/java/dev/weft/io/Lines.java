package dev.weft.io;

import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The lines of whatever can read one line, up to the first empty text. */
final class Lines implements AsyncIterable<String> {
  /** Reads a line with its line feed; nothing at the end. */
  @FunctionalInterface
  interface Source {
    Coroutine<String> readLine() throws IOException;
  }

  private final Source source;

  Lines(Source source) {
    this.source = source;
  }

  @Override
  public AsyncIterator<String> iterator() {
    return new Reading(source);
  }

  static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }

  private static final class Reading implements AsyncIterator<String> {
    private final Source source;
    private @Nullable String line;

    Reading(Source source) {
      this.source = source;
    }

    @Override
    public Coroutine<Boolean> advance() {
      return new Frame<>(Reading::advancing, this);
    }

    private static @Nullable Object advancing(@Nullable Object self, Frame<?> frame, Task<?> task)
        throws Throwable {
      Reading lines = Steps.cast(self);
      Object read;
      if (frame.state == Frame.START) {
        frame.state = 1;
        read = Frame.await(lines.source.readLine(), frame, task);
        if (read == Frame.SUSPENDED) {
          return read;
        }
      } else {
        read = frame.resumed(task);
      }
      return lines.accept(Steps.cast(read));
    }

    private boolean accept(String read) {
      line = read.isEmpty() ? null : withoutEnd(read);
      return line != null;
    }

    private static String withoutEnd(String read) {
      int end = read.length();
      if (read.endsWith("\n")) {
        end -= read.endsWith("\r\n") ? 2 : 1;
      }
      return read.substring(0, end);
    }

    @Override
    public String next() {
      if (line == null) {
        throw new NoSuchElementException("next() without advance(), or after the last line");
      }
      return line;
    }
  }
}
