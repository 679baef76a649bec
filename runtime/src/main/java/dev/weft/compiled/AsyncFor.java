package dev.weft.compiled;

import dev.weft.AsyncCloseable;
import dev.weft.AsyncIterator;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The enhanced for loop over an async iterable. For woven code only. */
public final class AsyncFor {
  private AsyncFor() {}

  /**
   * Goes to the next element.
   *
   * @param iterator the loop's iterator; a plain one if the source did not tell
   * @return whether there is one
   */
  public static Coroutine<Boolean> advance(Iterator<?> iterator) {
    return iterator instanceof AsyncIterator<?> async
        ? async.advance()
        : Asyncio.done(iterator.hasNext());
  }

  /**
   * Leaves the loop before its end: closes the iteration, if that is one to be closed.
   *
   * @param iterator the loop's iterator
   * @return to be awaited
   */
  public static Coroutine<Void> close(Iterator<?> iterator) {
    return iterator instanceof AsyncCloseable async ? async.closeAsync() : Asyncio.done();
  }

  /**
   * Leaves the loop with a failure. What closing fails with is suppressed, as by a
   * try-with-resources statement.
   *
   * @param iterator the loop's iterator
   * @param failure what the loop ends with
   * @return to be awaited; never fails
   */
  public static Coroutine<Void> close(Iterator<?> iterator, Throwable failure) {
    if (!(iterator instanceof AsyncCloseable closeable)) {
      return Asyncio.done();
    }
    Frame<Void> frame = new Frame<>(AsyncFor::closing, closeable);
    frame.r0 = failure;
    return frame;
  }

  private static @Nullable Object closing(@Nullable Object self, Frame<?> frame, Task<?> task) {
    try {
      Object result =
          frame.state == Frame.START
              ? Frame.await(
                  ((AsyncCloseable) Objects.requireNonNull(self)).closeAsync(), frame, task)
              : frame.resumed(task);
      if (result == Frame.SUSPENDED) {
        frame.state = 1;
        return result;
      }
    } catch (Throwable alsoFailed) {
      Throwable failure = (Throwable) Objects.requireNonNull(frame.r0);
      if (failure != alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
    }
    return null;
  }
}
