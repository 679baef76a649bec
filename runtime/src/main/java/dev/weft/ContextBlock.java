package dev.weft;

import dev.weft.compiled.Frame;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#with}: enters a context, awaits the block, leaves the context. */
final class ContextBlock<T> {
  private static final short ENTERING = 1;
  private static final short IN_BLOCK = 2;
  private static final short LEAVING = 3;
  private static final short LEAVING_FAILED = 4;

  private final AsyncContext<T> context;
  private final Function<T, Coroutine<?>> block;

  private ContextBlock(AsyncContext<T> context, Function<T, Coroutine<?>> block) {
    this.context = context;
    this.block = block;
  }

  static <T, R> Coroutine<R> of(AsyncContext<T> context, Function<T, Coroutine<?>> block) {
    return new Frame<>(ContextBlock::run, new ContextBlock<>(context, block));
  }

  /** The whole block. Slots: r0 the block's result, or what it failed with. */
  private static @Nullable Object run(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    ContextBlock<?> all = Unchecked.cast(self);
    return switch (frame.state) {
      case Frame.START -> all.entered(Frame.await(all.context.enter(), frame, task), frame, task);
      case ENTERING -> all.entered(frame.resumed(task), frame, task);
      case IN_BLOCK -> all.blockResumed(frame, task);
      case LEAVING -> {
        frame.resumed(task);
        yield frame.r0;
      }
      default -> all.leftResumed(frame, task);
    };
  }

  private @Nullable Object entered(@Nullable Object value, Frame<?> frame, Task<?> task)
      throws Throwable {
    if (value == Frame.SUSPENDED) {
      frame.state = ENTERING;
      return value;
    }
    Object result;
    try {
      result = Frame.await(block.apply(Unchecked.<T>cast(value)), frame, task);
    } catch (Throwable failure) {
      return failed(failure, frame, task);
    }
    return ended(result, frame, task);
  }

  private @Nullable Object blockResumed(Frame<?> frame, Task<?> task) throws Throwable {
    Object result;
    try {
      result = frame.resumed(task);
    } catch (Throwable failure) {
      return failed(failure, frame, task);
    }
    return ended(result, frame, task);
  }

  private @Nullable Object ended(@Nullable Object result, Frame<?> frame, Task<?> task)
      throws Throwable {
    if (result == Frame.SUSPENDED) {
      frame.state = IN_BLOCK;
      return result;
    }
    frame.r0 = result;
    frame.state = LEAVING;
    Object left = Frame.await(context.exit(null), frame, task);
    return left == Frame.SUSPENDED ? left : result;
  }

  private @Nullable Object failed(Throwable failure, Frame<?> frame, Task<?> task)
      throws Throwable {
    frame.r0 = failure;
    frame.state = LEAVING_FAILED;
    Frame.caught(failure, task); // The context may look at it.
    try {
      return left(Frame.await(context.exit(failure), frame, task), failure);
    } catch (Throwable thrown) {
      throw inContextOf(failure, thrown);
    }
  }

  private @Nullable Object leftResumed(Frame<?> frame, Task<?> task) throws Throwable {
    Throwable failure = Unchecked.cast(frame.r0);
    try {
      return left(frame.resumed(task), failure);
    } catch (Throwable thrown) {
      throw inContextOf(failure, thrown);
    }
  }

  private static @Nullable Object left(@Nullable Object swallows, Throwable failure)
      throws Throwable {
    if (swallows == Frame.SUSPENDED) {
      return swallows;
    } else if (Boolean.TRUE.equals(swallows)) {
      return null;
    }
    throw failure;
  }

  /** Python's {@code __context__}: what was being handled becomes the cause, if there is none. */
  private static Throwable inContextOf(Throwable handled, Throwable thrown) {
    if (thrown != handled && thrown.getCause() == null) {
      try {
        thrown.initCause(handled);
      } catch (IllegalStateException hasNoneByIntention) {
        // It was made with null for its cause.
      }
    }
    return thrown;
  }
}
