package dev.weft;

import dev.weft.compiled.Frame;
import dev.weft.compiled.GeneratorFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A computation that has not run yet: what calling an {@link Async} method gives. Like Python's
 * coroutine objects it is lazy, and it runs once, when it is awaited or made a task.
 *
 * <pre>
 *   NEW --await--> RUNNING (nesting >= 1) ... ends; never NEW again
 *    |---createTask--> CLAIMED --first step--> RUNNING
 *    '---close--> CLOSED
 * </pre>
 *
 * @param <T> the result
 */
public abstract sealed class Coroutine<T> implements Awaitable<T> permits Frame, Leaf {
  private static final short NEW = 0;
  private static final short CLAIMED = -1;
  private static final short CLOSED = -2;

  /**
   * How many fresh calls may be nested on the Java stack. A call beyond is parked and run from the
   * task's own loop, so that a recursion a million awaits deep needs no more stack than this.
   */
  static final int MAX_NESTING = 64;

  /** Who goes on when this ends: the frame that awaits it, or null for the task itself. */
  @Nullable Frame<?> caller;

  /** NEW, CLAIMED, CLOSED, or from 1 on: how deeply its first run is nested on the Java stack. */
  private short nesting;

  /**
   * Whether new coroutines are watched for never being awaited. Set by debug mode, and not
   * volatile: a thread that sees it late misses a coroutine or two, and the constructor stays free.
   */
  protected static boolean tracking;

  /** Only Weft makes coroutines. */
  protected Coroutine() {}

  /**
   * Runs until the value, an exception, or the first suspension. Called once.
   *
   * @param awaiting the frame that goes on with the result, or null for the task itself
   * @param task the task this runs in
   * @return the value, or {@link Frame#SUSPENDED}
   * @throws Throwable what the body throws
   */
  protected abstract @Nullable Object begin(@Nullable Frame<?> awaiting, Task<?> task)
      throws Throwable;

  /**
   * Gives this coroutine up without running it: it will not be reported as never awaited. A second
   * call does nothing.
   *
   * @throws IllegalStateException if it runs already or belongs to a task
   */
  public final void close() {
    if (nesting == NEW) {
      use();
      nesting = CLOSED;
      discard();
    } else if (nesting != CLOSED) {
      throw new IllegalStateException(
          "cannot close " + this + ": it was already awaited or made a task; cancel the task");
    }
  }

  /** Drops what the coroutine captured. */
  protected abstract void discard();

  /**
   * The object whose method this runs, for those who look.
   *
   * @return the receiver, or null for none
   */
  protected @Nullable Object receiver() {
    return null;
  }

  /** The source method, for messages and names. */
  String describe() {
    return this instanceof Frame<?> frame ? LineTable.nameOf(frame) : "coroutine";
  }

  /** Marks this as the body of a task, so that nobody else runs it. */
  final void claim() {
    if (isReusable()) {
      return;
    }
    if (nesting != NEW) {
      throw reused();
    }
    use();
    nesting = CLAIMED;
  }

  private void use() {
    if (NeverAwaited.watches()) {
      NeverAwaited.used(this);
    }
  }

  final boolean isNew() {
    return nesting == NEW;
  }

  /** Whether awaiting it again is harmless; true only for stateless singletons. */
  boolean isReusable() {
    return false;
  }

  /**
   * Marks this as running; every {@link #begin} calls it first.
   *
   * @param awaiting who awaits, or null if a task starts it
   * @return whether the Java stack has room to run it right here
   */
  protected final boolean enter(@Nullable Frame<?> awaiting) {
    if (awaiting == null) {
      nesting = 1;
      return true;
    }
    if (nesting != NEW) {
      throw reused();
    }
    use();
    int depth = ((Coroutine<?>) awaiting).nesting + 1;
    nesting = (short) depth;
    return depth <= MAX_NESTING;
  }

  /** Says that this will be continued by its task's own loop, where the Java stack is empty. */
  final void restartNesting() {
    nesting = 1;
  }

  private IllegalStateException reused() {
    return new IllegalStateException(
        nesting == CLOSED
            ? "cannot await " + this + ": it was closed"
            : "cannot reuse already awaited coroutine " + this + ": call the method again");
  }

  // What follows lets Frame, which lives in the package of woven code, reach the task's insides
  // without making them public.

  /**
   * Waits for something, for a woven body.
   *
   * @param awaitable what to wait for
   * @param frame the body that waits
   * @param task the task it runs in
   * @return the value, or {@link Frame#SUSPENDED}
   * @throws Throwable what was awaited failed with
   */
  protected static @Nullable Object awaitIn(
      @Nullable Awaitable<?> awaitable, Frame<?> frame, Task<?> task) throws Throwable {
    if (awaitable instanceof Coroutine<?> coroutine) {
      return coroutine.begin(frame, task);
    }
    if (awaitable instanceof Future<?> future) {
      return future.awaitIn(frame, task);
    }
    throw new NullPointerException("cannot await null");
  }

  /**
   * Waits for a stage, for a woven body.
   *
   * @param stage what to wait for
   * @param frame the body that waits
   * @param task the task it runs in
   * @return the value, or {@link Frame#SUSPENDED}
   * @throws Throwable what the stage failed with, unwrapped
   */
  protected static @Nullable Object awaitIn(
      @Nullable CompletionStage<?> stage, Frame<?> frame, Task<?> task) throws Throwable {
    if (stage == null) {
      throw new NullPointerException("cannot await null");
    }
    return Stages.awaitIn(stage, frame, task);
  }

  /**
   * The value that a resumed body goes on with.
   *
   * @param task the task it runs in
   * @return the value
   * @throws Throwable the failure, if that is what it goes on with
   */
  protected static @Nullable Object deliveredTo(Task<?> task) throws Throwable {
    return task.takeDelivered();
  }

  /**
   * Puts off a call that has no room on the Java stack: the task runs it next, in the same step.
   *
   * @param callee the call, just entered
   * @param awaiting who awaits it
   * @param task the task
   * @return {@link Frame#SUSPENDED}
   */
  protected static Object park(Frame<?> callee, @Nullable Frame<?> awaiting, Task<?> task) {
    linkCaller(callee, awaiting);
    task.runNext(callee);
    return Frame.SUSPENDED;
  }

  /**
   * Remembers who goes on when a suspended callee ends.
   *
   * @param callee what was called
   * @param awaiting who awaits it, or null for the task itself
   */
  protected static void linkCaller(Frame<?> callee, @Nullable Frame<?> awaiting) {
    ((Coroutine<?>) callee).caller = awaiting;
  }

  /**
   * The same for a call that was made just for that and has not been entered.
   *
   * @param callee the call
   * @param awaiting who awaits it
   * @param task the task
   * @return {@link Frame#SUSPENDED}
   */
  protected static Object parkNew(Frame<?> callee, @Nullable Frame<?> awaiting, Task<?> task) {
    ((Coroutine<?>) callee).claim();
    return park(callee, awaiting, task);
  }

  /**
   * Makes the stack trace of a failure that leaves a body read as if the code were synchronous.
   *
   * @param failure what the body threw
   * @param task the task it runs in
   * @return the same failure
   */
  protected static Throwable passing(Throwable failure, Task<?> task) {
    task.loop().traces().passing(failure, task);
    return failure;
  }

  /**
   * Watches a new coroutine: if it is collected without having been used, that is reported.
   *
   * @param coroutine just made
   */
  protected static void track(Coroutine<?> coroutine) {
    if (!(coroutine instanceof GeneratorFrame)) { // Like Python: a generator may stay unused.
      NeverAwaited.track(coroutine);
    }
  }

  /**
   * Starts a coroutine as a task of the running loop.
   *
   * @param coroutine what to run
   * @return its task
   * @param <T> the result
   */
  protected static <T> Task<T> startTask(Coroutine<T> coroutine) {
    return EventLoop.running().createTask(coroutine);
  }

  /**
   * Starts a coroutine for callers that know nothing of Weft, on the running or the default loop.
   *
   * @param coroutine what to run
   * @return a future of its result
   * @param <T> the result
   */
  protected static <T> CompletableFuture<T> startStage(Coroutine<T> coroutine) {
    return Stages.start(coroutine);
  }

  // The same for the frames of async generators.

  /**
   * Marks a frame as running that may run several times.
   *
   * @param awaiting who awaits, or null if a task starts it
   * @return whether the Java stack has room to run it right here
   */
  protected final boolean enterAgain(@Nullable Frame<?> awaiting) {
    int depth = awaiting == null ? 1 : ((Coroutine<?>) awaiting).nesting + 1;
    nesting = (short) depth;
    return depth <= MAX_NESTING;
  }

  /**
   * What users hold of a generator's frame.
   *
   * @param frame the call
   * @return its generator
   */
  protected static AsyncGenerator<?> newGenerator(GeneratorFrame frame) {
    return new Generator<>(frame);
  }

  /**
   * Notes that the body of a generator begins.
   *
   * @param frame the call
   * @param generator what the user holds
   * @param task the task in which it begins
   */
  protected static void generatorStarts(GeneratorFrame frame, Object generator, Task<?> task) {
    task.loop().generators().started(frame, generator);
  }

  /**
   * Notes that the body of a generator has ended.
   *
   * @param frame the call
   * @param task the task in which it ended
   */
  protected static void generatorEnds(GeneratorFrame frame, Task<?> task) {
    task.loop().generators().ended(frame);
  }

  /**
   * Says what a frame goes on with that is continued by another frame: nothing, or an exit.
   *
   * @param task the task
   * @param exits whether the body is to be unwound
   */
  protected static void deliverToGenerator(Task<?> task, boolean exits) {
    task.deliver(exits ? new GeneratorExit() : null);
  }

  /** Names the source method and where it stands. */
  @Override
  public String toString() {
    String state =
        switch (nesting) {
          case NEW -> "not started";
          case CLAIMED -> "scheduled";
          case CLOSED -> "closed";
          default -> "started";
        };
    return "<Coroutine " + describe() + " " + state + ">";
  }
}
