package dev.weft.compiled;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The call of an async method by a facade, as a coroutine: on the loop it makes the call and awaits
 * what that gives. So the call itself sees the running loop, as it would when awaited.
 */
final class FacadeCall {
  private FacadeCall() {}

  static <T> Coroutine<T> of(Callable<?> call) {
    return new Frame<>(FacadeCall::callAndAwait, call);
  }

  /** {@code return await(call.call());} */
  private static @Nullable Object callAndAwait(@Nullable Object call, Frame<?> frame, Task<?> task)
      throws Throwable {
    Object called = ((Callable<?>) Objects.requireNonNull(call)).call();
    return called instanceof CompletionStage<?> stage
        ? Frame.tail(Frame.await(stage, task, frame.depth()), frame)
        : Frame.tail(Frame.await((Awaitable<?>) called, frame, task), frame);
  }
}
