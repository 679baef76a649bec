package dev.weft.compiled;

import dev.weft.Task;
import org.jspecify.annotations.Nullable;

/**
 * A frame for bodies that keep a little more than {@link Frame} has room for: 72 bytes instead of
 * 48, where a {@link LargeFrame} has 104. For woven code only.
 *
 * @param <T> the result
 */
public sealed class MediumFrame<T> extends Frame<T> permits LargeFrame {
  /** A slot for a reference. */
  public @Nullable Object r3;

  /** A slot for a reference. */
  public @Nullable Object r4;

  /** A slot for a primitive. */
  public long n1;

  /** A slot for a primitive. */
  public long n2;

  /**
   * A call that has not run.
   *
   * @param body the code
   * @param self the receiver, or null for a static method
   */
  public MediumFrame(Body body, @Nullable Object self) {
    super(body, self);
  }

  /** For a body that runs already. */
  MediumFrame(Body body) {
    super(body);
  }

  /**
   * The frame of a body that stops; see {@link Frame#stop(int, Frame, Body, Object, Task)}.
   *
   * @param state where the body will go on
   * @param frame the body's frame, if it has one
   * @param body the code
   * @param self the receiver, or null for a static method
   * @param task the task it runs in
   * @return a frame to save the locals in
   */
  public static MediumFrame<?> stop(
      int state, @Nullable Frame<?> frame, Body body, @Nullable Object self, Task<?> task) {
    MediumFrame<?> stopped =
        frame != null ? (MediumFrame<?>) frame : stopped(new MediumFrame<>(body), self, task);
    stopped.state = (short) state;
    return stopped;
  }

  @Override
  void clearSlots() {
    super.clearSlots();
    r3 = null;
    r4 = null;
  }
}
