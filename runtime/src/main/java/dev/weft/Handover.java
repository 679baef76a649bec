package dev.weft;

import dev.weft.compiled.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What a step passes between the task and its frames. It is of no use when the step is over, so a
 * loop has one for all its tasks, and a task that waits is smaller by it.
 *
 * <p>Writes nothing that is there already: a write of a reference costs more than a look.
 */
final class Handover {
  /** While a task begins to wait: the frame that the next one which stops awaits. */
  private @Nullable Frame<?> lastLinked;

  /** What the frame that is being continued will take: a value, or a failure, see the flag. */
  private @Nullable Object delivered;

  private boolean deliveredFails;

  /** Hands a value or a failure to the frame that is about to be continued. */
  void deliver(@Nullable Object valueOrFailure, boolean fails) {
    if (delivered != valueOrFailure) {
      delivered = valueOrFailure;
    }
    deliveredFails = fails;
  }

  /** Whether what was delivered is a failure; says so once. */
  boolean takeFails() {
    boolean fails = deliveredFails;
    deliveredFails = false;
    return fails;
  }

  /** What was delivered; gives it once. */
  @Nullable Object take() {
    Object it = delivered;
    if (it != null) {
      delivered = null;
    }
    return it;
  }

  @Nullable Frame<?> lastLinked() {
    return lastLinked;
  }

  void setLastLinked(@Nullable Frame<?> frame) {
    if (lastLinked != frame) {
      lastLinked = frame;
    }
  }

  /** The step is over: nothing is kept alive. */
  void clear() {
    setLastLinked(null);
    take();
  }
}
