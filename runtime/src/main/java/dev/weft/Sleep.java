package dev.weft;

import dev.weft.compiled.Attempt;
import dev.weft.compiled.Frame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#sleep}: waits for a timer, or gives way once when there is no time to wait. */
final class Sleep<T> extends Attempt<T> {
  private final long delayNanos;
  private final @Nullable T result;

  Sleep(Duration delay, @Nullable T result) {
    this.delayNanos = Durations.nanos(delay);
    this.result = result;
  }

  @Override
  protected @Nullable Object attempt(Task<?> task, int depth) {
    EventLoop loop = task.loop();
    if (delayNanos <= 0) {
      task.yieldTurn(result);
    } else {
      Sleeping<T> sleeping = new Sleeping<>(loop, result);
      loop.addTimer(Durations.saturatedAdd(loop.time(), delayNanos), sleeping);
      task.waitFor(sleeping);
    }
    return Frame.SUSPENDED;
  }

  @Override
  String describe() {
    return "Asyncio.sleep";
  }
}
