package dev.weft;

import dev.weft.compiled.Frame;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#timeout} and {@link Asyncio#waitFor}: an await inside a {@link TimeoutScope}. */
final class TimeoutBlock {
  private static final short IN_BLOCK = 1;
  private static final short ENDING = 2;

  private TimeoutBlock() {}

  /** Awaits what {@code body} gives, in the calling task, until the deadline. */
  static <T> Coroutine<T> run(
      Function<Task<?>, TimeoutScope> enter, Function<TimeoutScope, Awaitable<T>> body) {
    Frame<T> frame = new Frame<>(TimeoutBlock::inScope, null);
    frame.r0 =
        (BiFunction<Task<?>, Frame<?>, Awaitable<T>>)
            (task, call) -> {
              TimeoutScope scope = enter.apply(task);
              call.r1 = scope;
              return body.apply(scope);
            };
    return frame;
  }

  private static @Nullable Object inScope(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Awaitable<?> block = null;
    if (frame.state == Frame.START) {
      block =
          Unchecked.<BiFunction<Task<?>, Frame<?>, Awaitable<?>>>cast(frame.r0).apply(task, frame);
    }
    TimeoutScope scope = Unchecked.cast(frame.r1);
    Object result;
    try {
      result = block == null ? frame.resumed(task) : Frame.await(block, frame, task);
    } catch (Throwable failure) {
      throw Unchecked.<Throwable>cast(scope.leave(failure));
    }
    if (result == Frame.SUSPENDED) {
      frame.r0 = null;
      frame.state = IN_BLOCK;
    } else {
      scope.leave(null);
    }
    return result;
  }

  /** asyncio.wait_for. */
  static <T> Coroutine<T> waitFor(Awaitable<T> awaitable, @Nullable Duration timeout) {
    if (timeout == null || Durations.nanos(timeout) > 0) {
      return run(task -> TimeoutScope.enter(task, timeout), scope -> awaitable);
    }
    Frame<T> frame = new Frame<>(TimeoutBlock::withoutWaiting, null);
    frame.r0 = awaitable;
    return frame;
  }

  /** No time to wait: what is done counts, everything else is cancelled and awaited. */
  private static @Nullable Object withoutWaiting(
      @Nullable Object self, Frame<?> frame, Task<?> task) throws Throwable {
    if (frame.state == Frame.START) {
      Future<?> future = task.loop().ensureFuture(Unchecked.<Awaitable<?>>cast(frame.r0));
      if (future.isDone()) {
        return future.result();
      }
      EndOf end = new EndOf(future);
      frame.r0 = future;
      frame.r1 = end;
      future.addWaiter(end);
      future.cancel();
      frame.state = ENDING;
      return Frame.await(end.reached, frame, task);
    }
    Future<?> future = Unchecked.cast(frame.r0);
    try {
      frame.resumed(task);
    } finally {
      future.removeWaiter(Unchecked.<Object>cast(frame.r1));
    }
    try {
      return future.result();
    } catch (CancelledError cancelled) {
      throw TimeoutScope.timedOut(cancelled);
    }
  }

  /** A future's end without its result, so that waiting for it can be cancelled reliably. */
  private static final class EndOf implements Listener {
    final Future<Void> reached;

    EndOf(Future<?> future) {
      this.reached = future.loop().createFuture();
    }

    @Override
    public void onDone(Future<?> future) {
      if (!reached.isDone()) {
        reached.complete(null);
      }
    }
  }
}
