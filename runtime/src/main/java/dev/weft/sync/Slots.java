package dev.weft.sync;

import dev.weft.Task;
import dev.weft.compiled.Body;
import dev.weft.compiled.Frame;
import dev.weft.sync.WaitLine.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * How the hand-written bodies of this package use their frames: r0 is the waiter, state 1 waits.
 */
final class Slots {
  private static final short WAITING = 1;

  private Slots() {}

  /** The receiver of a body, or anything else that is known to be there. */
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  static <T> T self(@Nullable Object self) {
    return (T) self;
  }

  static Waiter waiter(Frame<?> frame) {
    return self(frame.r0);
  }

  /** Joins a line and waits; the body returns what this returns. */
  static @Nullable Object waitIn(WaitLine line, Frame<?> frame, Task<?> task) throws Throwable {
    Waiter waiter = line.join(task.loop());
    frame.r0 = waiter;
    frame.state = WAITING;
    return Frame.await(waiter, frame, task);
  }

  /**
   * The same for an {@link dev.weft.compiled.Attempt}, which has no frame yet.
   *
   * @param body what goes on afterwards
   * @param self its receiver
   * @param more what it finds in r1
   */
  static @Nullable Object waitIn(
      WaitLine line, Body body, Object self, @Nullable Object more, Task<?> task, int depth)
      throws Throwable {
    Waiter waiter = line.join(task.loop());
    Object suspended = Frame.await(waiter, task, depth);
    Frame<?> frame = Frame.stop(WAITING, null, body, self, task);
    frame.r0 = waiter;
    frame.r1 = more;
    return suspended;
  }
}
