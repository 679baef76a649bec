package dev.weft.io;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Body;
import dev.weft.compiled.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine of several awaits, written by hand: a numbered list of steps.
 *
 * <pre>
 *   step(0, null) --awaitable--> awaited --its value--> step(1, value) --anything else--> the result
 *        '------- a failure, of the step or of what it awaited -----> failed(failure)
 * </pre>
 *
 * @param <T> the result
 */
abstract class Steps<T> {
  private static final Body BODY = Steps::resume;
  private static final short AWAITING = 1;

  /** The step that runs next. */
  private int next;

  final Coroutine<T> coroutine() {
    return new Frame<>(BODY, this);
  }

  /**
   * One step.
   *
   * @param number its number, counted from 0 unless {@link #goTo} says otherwise
   * @param value what the step before awaited
   * @return what to await before the next step, or the result
   */
  abstract @Nullable Object step(int number, @Nullable Object value) throws Throwable;

  /** A step failed, or what it awaited: goes on like a step, or throws, as it does by default. */
  @Nullable Object failed(Throwable failure) throws Throwable {
    throw failure;
  }

  final void goTo(int step) {
    next = step;
  }

  private static @Nullable Object resume(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Steps<?> steps = cast(self);
    Object value = null;
    Throwable failure = null;
    if (frame.state != Frame.START) {
      try {
        value = frame.resumed(task);
      } catch (Throwable thrown) {
        failure = thrown;
      }
    }
    frame.state = AWAITING;
    while (true) {
      Object reached;
      if (failure == null) {
        try {
          reached = steps.step(steps.next++, value);
        } catch (Throwable thrown) {
          reached = steps.failed(thrown);
        }
      } else {
        reached = steps.failed(failure);
      }
      if (!(reached instanceof Awaitable<?> awaited)) {
        return reached;
      }
      failure = null;
      try {
        value = Frame.await(awaited, frame, task);
      } catch (Throwable thrown) {
        failure = thrown;
      }
      if (failure == null && value == Frame.SUSPENDED) {
        return value;
      }
    }
  }

  /** The receiver of a body, or anything else whose type is known. */
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  static <T> T cast(@Nullable Object object) {
    return (T) object;
  }
}
