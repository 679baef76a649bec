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
 *
 *   called by another body: runs without a frame --await pends--> k, in a frame made by stop
 * </pre>
 *
 * <p>{@code body} is not final on purpose: the memory barrier after a constructor with final fields
 * stops escape analysis, and an awaited call that does not suspend would cost 15 ns and an
 * allocation instead of half a nanosecond and none.
 *
 * @param <T> the result
 */
public sealed class Frame<T> extends Coroutine<T> permits MediumFrame {
  /** Returned by a body, and by {@link #await}, that will be resumed later. */
  public static final Object SUSPENDED = Suspended.MARKER;

  /** The same from a body that gives an int, as a long. */
  public static final long SUSPENDED_INT = Long.MIN_VALUE;

  /** Null from a call of such a body: a subclass may give it. */
  private static final long NULL_INT = SUSPENDED_INT + 1;

  /** A body that is nested so deeply on the Java stack calls no other. */
  public static final int DEEPEST = MAX_NESTING;

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
   * @param task the task it runs in
   * @param depth how deeply the body is nested on the Java stack
   * @return the value, or {@link #SUSPENDED}: then the body saves its locals, sets its state and
   *     returns the marker too
   * @throws Throwable what was awaited failed with
   */
  public static @Nullable Object await(@Nullable Awaitable<?> awaitable, Task<?> task, int depth)
      throws Throwable {
    return awaitIn(awaitable, task, depth);
  }

  /**
   * Waits for a coroutine or future, for a body that has its frame: one written by hand.
   *
   * @param awaitable what to wait for
   * @param frame the body that waits
   * @param task the task it runs in
   * @return the value, or {@link #SUSPENDED}
   * @throws Throwable what was awaited failed with
   */
  public static @Nullable Object await(
      @Nullable Awaitable<?> awaitable, Frame<?> frame, Task<?> task) throws Throwable {
    return awaitIn(awaitable, task, frame.depth());
  }

  /**
   * Waits for a completion stage.
   *
   * @param stage what to wait for
   * @param task the task it runs in
   * @param depth how deeply the body is nested on the Java stack
   * @return the value, or {@link #SUSPENDED}
   * @throws Throwable what the stage failed with, unwrapped
   */
  @SuppressWarnings("unused") // The depth: woven code need not know what it awaits.
  public static @Nullable Object await(@Nullable CompletionStage<?> stage, Task<?> task, int depth)
      throws Throwable {
    return awaitIn(stage, task);
  }

  /**
   * The end of a body whose result is what it awaited last: that one's caller is this one's.
   *
   * @param result what the await gave
   * @param frame the body's; null if it has none yet, and then it needs none
   * @return the same
   */
  public static @Nullable Object tail(@Nullable Object result, @Nullable Frame<?> frame) {
    if (result == SUSPENDED && frame != null) {
      frame.state = TAIL;
      frame.clearSlots();
    }
    return result;
  }

  /**
   * The frame of a body that stops. One that its caller's body called, without making a coroutine
   * of the call, has none until then: most calls never stop, and those need none at all.
   *
   * @param state where the body will go on
   * @param frame the body's frame, if it has one
   * @param body the code
   * @param self the receiver, or null for a static method
   * @param task the task it runs in
   * @return a frame to save the locals in
   */
  public static Frame<?> stop(
      int state, @Nullable Frame<?> frame, Body body, @Nullable Object self, Task<?> task) {
    Frame<?> stopped = frame != null ? frame : stopped(new Frame<>(body), self, task);
    stopped.state = (short) state;
    return stopped;
  }

  /** A frame made for a body that runs already. */
  static <F extends Frame<?>> F stopped(F frame, @Nullable Object self, Task<?> task) {
    ((Frame<?>) frame).self = self;
    linkNew(frame, task);
    return frame;
  }

  /**
   * What a body gives that gives an int, as an object.
   *
   * @param result an int, or {@link #SUSPENDED_INT}
   * @return an Integer, or {@link #SUSPENDED}
   */
  public static @Nullable Object boxed(long result) {
    return result == SUSPENDED_INT ? SUSPENDED : result == NULL_INT ? null : (Object) (int) result;
  }

  /**
   * What an await gave, for a caller that wants an int.
   *
   * @param result an Integer, null or {@link #SUSPENDED}
   * @return what {@link #boxed} makes the same of
   */
  public static long unboxed(@Nullable Object result) {
    return result == SUSPENDED ? SUSPENDED_INT : result == null ? NULL_INT : (Integer) result;
  }

  /**
   * A finally block catches something that will go on. Who awaits the body is noted now: the block
   * may wait, and then the Java stack does not tell it any more.
   *
   * @param failure what it caught
   * @param task the task
   */
  public static void passing(Throwable failure, Task<?> task) {
    failurePasses(failure, task);
  }

  /**
   * A body catches something that it looks at: its stack trace is made to read as the source does.
   * Bodies written by hand say so too, if they show what they caught to the user's code.
   *
   * @param failure what it caught
   * @param task the task
   */
  public static void caught(Throwable failure, Task<?> task) {
    failureCaught(failure, task);
  }

  /**
   * A body catches something that it does not look at, so that nothing need be done with it.
   *
   * @param failure what it caught
   * @param task the task
   */
  public static void ignored(Throwable failure, Task<?> task) {
    failureIgnored(failure, task);
  }

  /**
   * How deeply the body is nested on the Java stack.
   *
   * @return 1 for what a task runs itself
   */
  public final int depth() {
    return nesting();
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
  protected final @Nullable Object begin(Task<?> task, int depth) throws Throwable {
    if (!enter(depth)) {
      return park(this, task);
    }
    Object result;
    try {
      result = body.resume(self, this, task);
    } catch (Throwable failure) {
      release();
      failurePasses(failure, task);
      throw failure;
    }
    if (result == SUSPENDED && state != TAIL) {
      link(this, task);
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

  /** No call that anybody could forget to await: made for a question, or for a running body. */
  Frame(Body body) {
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
