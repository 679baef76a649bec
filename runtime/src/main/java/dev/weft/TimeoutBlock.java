package dev.weft;

import dev.weft.compiled.Frame;
import java.time.Duration;
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
    Frame<T> frame = new Frame<>(TimeoutBlock::block, null);
    frame.r0 = enter;
    frame.r1 = body;
    return frame;
  }

  private static @Nullable Object block(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    if (frame.state == IN_BLOCK) {
      return goOn(frame, task);
    }
    TimeoutScope scope = Unchecked.<Function<Task<?>, TimeoutScope>>cast(frame.r0).apply(task);
    return begin(
        scope,
        Unchecked.<Function<TimeoutScope, Awaitable<?>>>cast(frame.r1).apply(scope),
        frame,
        task);
  }

  private static @Nullable Object begin(
      TimeoutScope scope, Awaitable<?> block, Frame<?> frame, Task<?> task) throws Throwable {
    frame.r0 = scope;
    frame.r1 = null;
    Object result;
    try {
      result = Frame.await(block, frame, task);
    } catch (Throwable failure) {
      throw Unchecked.<Throwable>cast(scope.leave(failure));
    }
    if (result == Frame.SUSPENDED) {
      frame.state = IN_BLOCK;
    } else {
      scope.leave(null);
    }
    return result;
  }

  private static @Nullable Object goOn(Frame<?> frame, Task<?> task) throws Throwable {
    TimeoutScope scope = Unchecked.cast(frame.r0);
    Object result;
    try {
      result = frame.resumed(task);
    } catch (Throwable failure) {
      throw Unchecked.<Throwable>cast(scope.leave(failure));
    }
    scope.leave(null);
    return result;
  }

  /** asyncio.wait_for. */
  static <T> Coroutine<T> waitFor(Awaitable<T> awaitable, @Nullable Duration timeout) {
    boolean waits = timeout == null || Durations.nanos(timeout) > 0;
    Frame<T> frame =
        new Frame<>(waits ? TimeoutBlock::waiting : TimeoutBlock::withoutWaiting, null);
    frame.r0 = awaitable;
    frame.r1 = timeout;
    return frame;
  }

  /** A block without a body: nothing has to be made for it. */
  private static @Nullable Object waiting(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    if (frame.state == IN_BLOCK) {
      return goOn(frame, task);
    }
    Awaitable<?> awaitable = Unchecked.cast(frame.r0);
    return begin(TimeoutScope.enter(task, (Duration) frame.r1), awaitable, frame, task);
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
