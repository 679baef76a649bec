package dev.weft.compiled;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a suspended body keeps, and at the same time the coroutine that the call returns. For woven
 * code only.
 *
 * <pre>
 *   START --begin--> runs --await pends--> k (suspended at await k) --resumed--> runs ... ended
 *                     '--tail await pends--> TAIL (keeps nothing; its caller is resumed in its place)
 * </pre>
 *
 * <p>{@code body} is not final on purpose: the memory barrier after a constructor with final fields
 * stops escape analysis, and an awaited call that does not suspend would cost 15 ns and an
 * allocation instead of half a nanosecond and none.
 *
 * @param <T> the result
 */
public sealed class Frame<T> extends Coroutine<T> permits LargeFrame {
  /** Returned by a body, and by {@link #await}, that will be resumed later. */
  public static final Object SUSPENDED = Suspended.MARKER;

  /** The state of a frame that has not run. */
  public static final short START = 0;

  /** The state in which a body returns its line table instead of running. */
  public static final short DESCRIBE = -1;

  /** The state of a frame that ended in a tail await and is only passed through. */
  public static final short TAIL = -2;

  private enum Suspended {
    MARKER
  }

  /** Where the body goes on: {@link #START}, or k at its k-th await. Written by the body. */
  public short state;

  private Body body;
  private @Nullable Object self;

  /** A slot for a reference that lives across a suspension. */
  public @Nullable Object r0;

  /** A slot for a reference that lives across a suspension. */
  public @Nullable Object r1;

  /** A slot for a reference that lives across a suspension. */
  public @Nullable Object r2;

  /** A slot for a primitive that lives across a suspension; floating point as raw bits. */
  public long n0;

  /**
   * A call that has not run.
   *
   * @param body the code
   * @param self the receiver, or null for a static method
   */
  public Frame(Body body, @Nullable Object self) {
    this.body = body;
    this.self = self;
    if (tracking) {
      track(this);
    }
  }

  /**
   * Waits for a coroutine or future.
   *
   * @param awaitable what to wait for
   * @param frame the body that waits
   * @param task the task it runs in
   * @return the value, or {@link #SUSPENDED}: then the body saves its locals, sets its state and
   *     returns the marker too
   * @throws Throwable what was awaited failed with
   */
  public static @Nullable Object await(
      @Nullable Awaitable<?> awaitable, Frame<?> frame, Task<?> task) throws Throwable {
    return awaitIn(awaitable, frame, task);
  }

  /**
   * Waits for a completion stage.
   *
   * @param stage what to wait for
   * @param frame the body that waits
   * @param task the task it runs in
   * @return the value, or {@link #SUSPENDED}
   * @throws Throwable what the stage failed with, unwrapped
   */
  public static @Nullable Object await(
      @Nullable CompletionStage<?> stage, Frame<?> frame, Task<?> task) throws Throwable {
    return awaitIn(stage, frame, task);
  }

  /**
   * Waits for the last time: the body returns what this returns, at once.
   *
   * @param awaitable what to wait for
   * @param frame the body that ends
   * @param task the task it runs in
   * @return the value, or {@link #SUSPENDED}
   * @throws Throwable what was awaited failed with
   */
  public static @Nullable Object tail(
      @Nullable Awaitable<?> awaitable, Frame<?> frame, Task<?> task) throws Throwable {
    return frame.endIn(awaitIn(awaitable, frame, task));
  }

  /**
   * Waits for a stage for the last time: the body returns what this returns, at once.
   *
   * @param stage what to wait for
   * @param frame the body that ends
   * @param task the task it runs in
   * @return the value, or {@link #SUSPENDED}
   * @throws Throwable what the stage failed with, unwrapped
   */
  public static @Nullable Object tail(
      @Nullable CompletionStage<?> stage, Frame<?> frame, Task<?> task) throws Throwable {
    return frame.endIn(awaitIn(stage, frame, task));
  }

  private @Nullable Object endIn(@Nullable Object result) {
    if (result == SUSPENDED) {
      state = TAIL;
      clearSlots();
    }
    return result;
  }

  /**
   * What the awaited thing gave, after a resume.
   *
   * @param task the task the body runs in
   * @return the value
   * @throws Throwable the failure of what was awaited
   */
  public final @Nullable Object resumed(Task<?> task) throws Throwable {
    return deliveredTo(task);
  }

  /**
   * Two values of 32 bits in one slot.
   *
   * @param low the one that {@code (int)} gives back
   * @param high the one that {@link #high} gives back
   * @return both
   */
  public static long pack(int low, int high) {
    return (long) high << Integer.SIZE | Integer.toUnsignedLong(low);
  }

  /**
   * The second of two values in one slot.
   *
   * @param both what {@link #pack} gave
   * @return the high one
   */
  public static int high(long both) {
    return (int) (both >>> Integer.SIZE);
  }

  /**
   * What a method that returns a {@link Task} does with its frame.
   *
   * @param frame the call
   * @return its task, scheduled on the running loop
   * @param <T> the result
   */
  public static <T> Task<T> task(Frame<T> frame) {
    return startTask(frame);
  }

  /**
   * What a method that returns a completion stage does with its frame.
   *
   * @param frame the call
   * @return a future of its result
   * @param <T> the result
   */
  public static <T> CompletableFuture<T> stage(Frame<T> frame) {
    return startStage(frame);
  }

  @Override
  protected final @Nullable Object begin(@Nullable Frame<?> awaiting, Task<?> task)
      throws Throwable {
    if (!enter(awaiting)) {
      return park(this, awaiting, task);
    }
    Object result;
    try {
      result = body.resume(self, this, task);
    } catch (Throwable failure) {
      release();
      throw passing(failure, task);
    }
    if (result == SUSPENDED) {
      linkCaller(this, awaiting);
    } else {
      release();
    }
    return result;
  }

  /**
   * Goes on where the body stopped. Called by the task only.
   *
   * @param task the task
   * @return the value, or {@link #SUSPENDED}
   * @throws Throwable what the body throws
   */
  public @Nullable Object resume(Task<?> task) throws Throwable {
    return body.resume(self, this, task);
  }

  /** Drops everything the body kept; it has ended. Called by the task only. */
  public void release() {
    clearSlots();
    self = null;
  }

  @Override
  protected final void discard() {
    release();
  }

  @Override
  protected final @Nullable Object receiver() {
    return self;
  }

  /** Empties the slots. */
  void clearSlots() {
    r0 = null;
    r1 = null;
    r2 = null;
  }

  /**
   * The line table of the source method: class, method, file and lines, each on a line of its own.
   *
   * @return the table, or null if the body has none
   */
  public final @Nullable String lineTable() {
    Frame<?> question = new Frame<>(body);
    question.state = DESCRIBE;
    try {
      return (String) body.resume(self, question, noTask());
    } catch (Throwable notWoven) {
      return null; // A hand-written body need not know the question.
    }
  }

  /** For the question alone: it is no call and is never tracked. */
  private Frame(Body body) {
    this.body = body;
  }

  @SuppressWarnings("NullAway") // Body's contract: null only with DESCRIBE.
  private static Task<?> noTask() {
    return null;
  }

  /**
   * The code of this frame, the same object for every call of one method.
   *
   * @return the body
   */
  public final Body body() {
    return body;
  }
}
