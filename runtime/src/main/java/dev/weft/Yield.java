package dev.weft;

import dev.weft.compiled.Frame;
import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#yieldNow}: gives way to everything that is ready, once.
 *
 * <p>A stateless singleton, so that giving way allocates nothing; it may be awaited again, as
 * nothing could go wrong.
 */
final class Yield extends Coroutine<Void> {
  static final Yield ONCE = new Yield();

  private Yield() {}

  /** Not {@link #enter entered}: that would note that it runs, in all loops at once. */
  @Override
  protected @Nullable Object begin(Task<?> task, int depth) {
    task.yieldTurn();
    return Frame.SUSPENDED;
  }

  @Override
  protected void discard() {}

  @Override
  boolean isReusable() {
    return true;
  }

  @Override
  String describe() {
    return "Asyncio.yieldNow";
  }
}
