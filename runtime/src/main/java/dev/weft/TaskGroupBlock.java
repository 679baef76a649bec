package dev.weft;

import dev.weft.compiled.Frame;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link TaskGroup#run}: awaits the body, then the group's tasks. */
final class TaskGroupBlock {
  private static final short IN_BODY = 1;
  private static final short LEAVING = 2;

  private TaskGroupBlock() {}

  static <T> Coroutine<T> of(Function<TaskGroup, Coroutine<T>> body) {
    return new Frame<>(TaskGroupBlock::block, body);
  }

  /** The whole block. Slots: r0 the group, r1 the body's result. */
  private static @Nullable Object block(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    if (frame.state != LEAVING && body(self, frame, task) == Frame.SUSPENDED) {
      return Frame.SUSPENDED;
    }
    TaskGroup group = groupOf(frame);
    boolean resumed = frame.state == LEAVING;
    // A loop, because the wait can be cancelled several times.
    while (resumed || group.hasTasks()) {
      try {
        Object result =
            resumed ? frame.resumed(task) : Frame.await(group.newAllDone(), frame, task);
        if (result == Frame.SUSPENDED) {
          frame.state = LEAVING;
          return result;
        }
      } catch (CancelledError cancelled) {
        group.cancelledWhileLeaving(cancelled);
      }
      resumed = false;
      group.waited();
    }
    group.left();
    return frame.r1;
  }

  /** Begins or goes on with the body, and tells the group how it ended. */
  private static @Nullable Object body(@Nullable Object self, Frame<?> frame, Task<?> task) {
    try {
      Object result;
      if (frame.state == Frame.START) {
        TaskGroup entered = new TaskGroup(task);
        frame.r0 = entered;
        result =
            Frame.await(
                Unchecked.<Function<TaskGroup, Coroutine<?>>>cast(self).apply(entered),
                frame,
                task);
      } else {
        result = frame.resumed(task);
      }
      if (result == Frame.SUSPENDED) {
        frame.state = IN_BODY;
        return result;
      }
      frame.r1 = result;
      groupOf(frame).bodyEnded(null);
    } catch (Throwable failure) {
      groupOf(frame).bodyEnded(failure);
    }
    return null;
  }

  private static TaskGroup groupOf(Frame<?> frame) {
    return Unchecked.cast(frame.r0);
  }
}
