package dev.weft.io;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tasks await of a {@link StreamReader}. Each body is run again from its beginning when
 * something has arrived; with enough in store it ends at once.
 */
final class Readings {
  private Readings() {}

  /** What is there, at least one byte. */
  static Coroutine<byte[]> some(Arrivals arrivals, int most) {
    Frame<byte[]> frame = new Frame<>(Readings::reading, arrivals);
    frame.n0 = most;
    return frame;
  }

  private static @Nullable Object reading(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Arrivals arrivals = Steps.cast(self);
    arrivals.stopWaiting(frame, task);
    if (arrivals.buffer.isEmpty() && !arrivals.hasEnded() && frame.n0 > 0) {
      return arrivals.await("read", frame, task);
    }
    byte[] bytes = arrivals.buffer.take((int) Math.min(frame.n0, arrivals.buffer.size()));
    arrivals.mayResume();
    return bytes;
  }

  /** All up to the end. */
  static Coroutine<byte[]> all(Arrivals arrivals) {
    return new Frame<>(Readings::readingAll, arrivals);
  }

  private static @Nullable Object readingAll(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Arrivals arrivals = Steps.cast(self);
    List<byte[]> pieces =
        frame.state == Frame.START ? new ArrayList<>() : Steps.<List<byte[]>>cast(frame.r1);
    arrivals.stopWaiting(frame, task);
    if (!arrivals.buffer.isEmpty()) {
      pieces.add(arrivals.buffer.takeAll());
      arrivals.mayResume();
    }
    if (arrivals.hasEnded()) {
      return joined(pieces);
    }
    frame.r1 = pieces;
    return arrivals.await("readAll", frame, task);
  }

  private static byte[] joined(List<byte[]> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    int size = 0;
    for (byte[] piece : pieces) {
      size = Math.addExact(size, piece.length);
    }
    ByteBuffer all = ByteBuffer.allocate(size);
    pieces.forEach(all::put);
    return all.array();
  }

  /** That many bytes. */
  static Coroutine<byte[]> exactly(Arrivals arrivals, int count) {
    Frame<byte[]> frame = new Frame<>(Readings::readingExactly, arrivals);
    frame.n0 = count;
    return frame;
  }

  private static @Nullable Object readingExactly(
      @Nullable Object self, Frame<?> frame, Task<?> task) throws Throwable {
    Arrivals arrivals = Steps.cast(self);
    arrivals.stopWaiting(frame, task);
    int count = (int) frame.n0;
    if (arrivals.buffer.size() < count) {
      if (arrivals.hasEnded()) {
        throw new IncompleteReadException("readExactly", arrivals.buffer.takeAll(), count);
      }
      return arrivals.await("readExactly", frame, task);
    }
    byte[] bytes = arrivals.buffer.take(count);
    arrivals.mayResume();
    return bytes;
  }

  /** Up to and including a separator. */
  static Coroutine<byte[]> until(Arrivals arrivals, Separators separators) {
    Frame<byte[]> frame = new Frame<>(Readings::readingUntil, arrivals);
    frame.r1 = separators;
    return frame;
  }

  private static @Nullable Object readingUntil(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Arrivals arrivals = Steps.cast(self);
    arrivals.stopWaiting(frame, task);
    int end = findEnd(arrivals, Steps.cast(frame.r1), frame);
    if (end >= 0) {
      byte[] piece = arrivals.buffer.take(end);
      arrivals.mayResume();
      return piece;
    }
    if (arrivals.hasEnded()) {
      throw new IncompleteReadException("readUntil", arrivals.buffer.takeAll(), -1);
    }
    return arrivals.await("readUntil", frame, task);
  }

  /** A line with its line feed. */
  static Coroutine<String> line(Arrivals arrivals) {
    return new Frame<>(Readings::readingLine, arrivals);
  }

  private static @Nullable Object readingLine(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Arrivals arrivals = Steps.cast(self);
    arrivals.stopWaiting(frame, task);
    int end;
    try {
      end = findEnd(arrivals, Separators.LINE_FEED, frame);
    } catch (LimitOverrunException tooLong) {
      dropLine(arrivals, tooLong.consumed());
      throw tooLong;
    }
    if (end < 0 && !arrivals.hasEnded()) {
      return arrivals.await("readLine", frame, task);
    }
    byte[] line = end < 0 ? arrivals.buffer.takeAll() : arrivals.buffer.take(end);
    arrivals.mayResume();
    return new String(line, StandardCharsets.UTF_8);
  }

  /** Like asyncio: with its line feed if that has arrived, else all there is. */
  private static void dropLine(Arrivals arrivals, int length) {
    if (arrivals.buffer.startsWith(Separators.LINE_FEED_BYTES, length)) {
      arrivals.buffer.skip(length + 1);
    } else {
      arrivals.buffer.clear();
    }
    arrivals.mayResume();
  }

  /** Where the first piece ends, or -1; n0 remembers how far was looked. */
  private static int findEnd(Arrivals arrivals, Separators separators, Frame<?> frame)
      throws LimitOverrunException {
    int end = separators.findEnd(arrivals.buffer, (int) frame.n0);
    if (end < 0) {
      frame.n0 = Math.max(0, arrivals.buffer.size() + 1 - separators.longest());
      if (frame.n0 > arrivals.limit) {
        throw new LimitOverrunException(
            "Separator is not found, and chunk exceed the limit of "
                + arrivals.limit
                + " bytes: "
                + arrivals,
            (int) frame.n0);
      }
    } else if (end - separators.matched() > arrivals.limit) {
      throw new LimitOverrunException(
          "Separator is found, but chunk is longer than limit of "
              + arrivals.limit
              + " bytes: "
              + arrivals,
          end - separators.matched());
    }
    return end;
  }
}
