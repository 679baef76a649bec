package dev.weft.compiled;

import dev.weft.Task;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A frame for bodies that keep more than {@link MediumFrame} has room for. For woven code only.
 *
 * @param <T> the result
 */
public sealed class LargeFrame<T> extends MediumFrame<T> permits GeneratorFrame {
  /** A slot for a reference. */
  public @Nullable Object r5;

  /** A slot for a reference. */
  public @Nullable Object r6;

  /** A slot for a reference. */
  public @Nullable Object r7;

  /** A slot for a primitive. */
  public long n3;

  /** The references that have no field; null when the fields suffice. */
  public @Nullable Object @Nullable [] refs;

  /** The primitives that have no field; null when the fields suffice. */
  public long @Nullable [] nums;

  /**
   * A call that has not run.
   *
   * @param body the code
   * @param self the receiver, or null for a static method
   * @param refs how many references have no field
   * @param nums how many primitives have no field
   */
  public LargeFrame(Body body, @Nullable Object self, int refs, int nums) {
    super(body, self);
    this.refs = refs == 0 ? null : new @Nullable Object[refs];
    this.nums = nums == 0 ? null : new long[nums];
  }

  /** For a body that runs already. */
  private LargeFrame(Body body, int refs, int nums) {
    super(body);
    this.refs = refs == 0 ? null : new @Nullable Object[refs];
    this.nums = nums == 0 ? null : new long[nums];
  }

  /**
   * The frame of a body that stops; see {@link Frame#stop(int, Frame, Body, Object, Task)}.
   *
   * @param state where the body will go on
   * @param frame the body's frame, if it has one
   * @param body the code
   * @param self the receiver, or null for a static method
   * @param task the task it runs in
   * @param refs how many references have no field
   * @param nums how many primitives have no field
   * @return a frame to save the locals in
   */
  public static LargeFrame<?> stop(
      int state,
      @Nullable Frame<?> frame,
      Body body,
      @Nullable Object self,
      Task<?> task,
      int refs,
      int nums) {
    LargeFrame<?> stopped =
        frame != null
            ? (LargeFrame<?>) frame
            : stopped(new LargeFrame<>(body, refs, nums), self, task);
    stopped.state = (short) state;
    return stopped;
  }

  @Override
  void clearSlots() {
    super.clearSlots();
    r5 = null;
    r6 = null;
    r7 = null;
    if (refs != null) {
      Arrays.fill(refs, null);
    }
  }
}
