package dev.weft;

import dev.weft.compiled.AsyncFor;
import dev.weft.compiled.Frame;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A loop over an async iterable written by hand: what {@code forEach} and {@code collect} run. Like
 * a loop in async code it closes an iteration that it leaves early.
 *
 * @param <T> the elements
 */
final class ForEach<T> {
  private static final short PULLING = 1;
  private static final short IN_BODY = 2;
  private static final short CLOSING = 3;

  /** What is done with an element. */
  @FunctionalInterface
  interface Step<T> {
    /** Does it; what it gives is awaited if it is not null. */
    @Nullable Coroutine<?> run(T element);
  }

  private final AsyncIterable<T> all;
  private final Step<? super T> step;
  private final Supplier<?> result;
  private @Nullable AsyncIterator<T> iterator;

  private ForEach(AsyncIterable<T> all, Step<? super T> step, Supplier<?> result) {
    this.all = all;
    this.step = step;
    this.result = result;
  }

  /** Does something with each element and then gives a result. */
  static <T, R> Coroutine<R> of(AsyncIterable<T> all, Step<? super T> step, Supplier<?> result) {
    return new Frame<>(ForEach::run, new ForEach<>(all, step, result));
  }

  private static @Nullable Object run(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    ForEach<?> loop = Unchecked.cast(self);
    if (frame.state == CLOSING) {
      frame.resumed(task);
      throw Unchecked.<Throwable>cast(frame.r0);
    }
    try {
      return loop.iterate(frame, task);
    } catch (Throwable failure) {
      frame.r0 = failure;
      frame.state = CLOSING;
      AsyncIterator<?> left = loop.iterator;
      if (left != null
          && Frame.await(AsyncFor.close(left, failure), frame, task) == Frame.SUSPENDED) {
        return Frame.SUSPENDED;
      }
      throw failure;
    }
  }

  private @Nullable Object iterate(Frame<?> frame, Task<?> task) throws Throwable {
    AsyncIterator<T> from = iterator;
    if (from == null) {
      from = all.iterator();
      iterator = from;
    }
    boolean inBody = frame.state == IN_BODY;
    Object given = frame.state == Frame.START ? pull(from, frame, task) : frame.resumed(task);
    while (true) {
      if (!inBody) {
        if (given == Frame.SUSPENDED) {
          return given;
        } else if (!Boolean.TRUE.equals(given)) {
          return result.get();
        }
        frame.state = IN_BODY;
        Coroutine<?> body = step.run(from.next());
        if (body != null && Frame.await(body, frame, task) == Frame.SUSPENDED) {
          return Frame.SUSPENDED;
        }
      }
      inBody = false;
      given = pull(from, frame, task);
    }
  }

  private static @Nullable Object pull(AsyncIterator<?> from, Frame<?> frame, Task<?> task)
      throws Throwable {
    frame.state = PULLING;
    return Frame.await(from.advance(), frame, task);
  }
}
