package dev.weft.io;

import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be read one by one, as something to iterate over: the lines of a stream or a file, or
 * its pieces as they come.
 *
 * @param <R> what one reading gives
 * @param <T> the elements
 */
final class Pieces<R, T> implements AsyncIterable<T> {
  /** Reads the next one. */
  @FunctionalInterface
  interface Source<R> {
    Coroutine<R> read() throws IOException;
  }

  private static final int PIECE = 64 * 1024;

  private final Source<R> source;

  /** Makes an element of what was read; null at the end. */
  private final Function<R, @Nullable T> element;

  private Pieces(Source<R> source, Function<R, @Nullable T> element) {
    this.source = source;
    this.element = element;
  }

  /** The lines of what reads a line with its line feed, and nothing at the end. */
  static AsyncIterable<String> lines(Source<String> source) {
    return new Pieces<>(source, line -> line.isEmpty() ? null : withoutEnd(line));
  }

  /** The bytes as they come. */
  static AsyncIterable<byte[]> chunks(StreamReader reader) {
    return new Pieces<byte[], byte[]>(
        () -> reader.read(PIECE), bytes -> bytes.length == 0 ? null : bytes);
  }

  private static String withoutEnd(String line) {
    int end = line.length();
    if (line.endsWith("\n")) {
      end -= line.endsWith("\r\n") ? 2 : 1;
    }
    return line.substring(0, end);
  }

  @Override
  public AsyncIterator<T> iterator() {
    return new Reading<>(this);
  }

  private static final class Reading<R, T> implements AsyncIterator<T> {
    private final Pieces<R, T> pieces;
    private @Nullable T current;

    Reading(Pieces<R, T> pieces) {
      this.pieces = pieces;
    }

    @Override
    public Coroutine<Boolean> advance() {
      return new Frame<>(Reading::advancing, this);
    }

    private static @Nullable Object advancing(@Nullable Object self, Frame<?> frame, Task<?> task)
        throws Throwable {
      Reading<Object, Object> reading = Steps.cast(self);
      Object read;
      if (frame.state == Frame.START) {
        frame.state = 1;
        read = Frame.await(reading.pieces.source.read(), frame, task);
        if (read == Frame.SUSPENDED) {
          return read;
        }
      } else {
        read = frame.resumed(task);
      }
      reading.current = reading.pieces.element.apply(Steps.cast(read));
      return reading.current != null;
    }

    @Override
    public T next() {
      if (current == null) {
        throw new NoSuchElementException("next() without advance(), or after the last one");
      }
      return current;
    }
  }
}
