package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Part of the runtime that wants to know when futures are done, and needs no object for each:
 * gather listens to a hundred thousand children itself.
 */
interface Listener {
  /** Called by the loop in a turn of its own, like every done-callback. */
  void onDone(Future<?> future);

  /** What goes on when this was told, for those who look: a task, another future, or null. */
  default @Nullable Future<?> behind() {
    return null;
  }
}
