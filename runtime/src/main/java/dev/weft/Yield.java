package dev.weft;

import dev.weft.compiled.Frame;
import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#yieldNow}: gives way to everything that is ready, once.
 *
 * <p>A stateless singleton, so that giving way allocates nothing; it may be awaited again, as
 * nothing could go wrong.
 */
final class Yield extends Leaf<Void> {
  static final Yield ONCE = new Yield();

  private Yield() {}

  @Override
  @Nullable Object waitOrGive(Task<?> task, int depth) {
    task.yieldTurn();
    return Frame.SUSPENDED;
  }

  @Override
  boolean isReusable() {
    return true;
  }

  @Override
  String describe() {
    return "Asyncio.yieldNow";
  }
}
