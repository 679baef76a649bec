package dev.weft;

import dev.weft.compiled.Attempt;
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
public abstract sealed class Coroutine<T> implements Awaitable<T> permits Frame, Attempt, Yield {
  private static final short NEW = 0;
  private static final short CLAIMED = -1;
  private static final short CLOSED = -2;

  /**
   * How many calls may be nested on the Java stack. A call beyond is parked and run from the task's
   * own loop, so that a recursion a million awaits deep needs no more stack than this.
   */
  protected static final int MAX_NESTING = 64;

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
   * @param task the task this runs in
   * @param depth how deeply what awaits it is nested on the Java stack; 0 for the task itself
   * @return the value, or {@link Frame#SUSPENDED}
   * @throws Throwable what the body throws
   */
  protected abstract @Nullable Object begin(Task<?> task, int depth) throws Throwable;

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
    return this instanceof Frame<?> frame ? LineTable.nameOf(frame) : Reprs.method(getClass());
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
   * @param depth how deeply what awaits it is nested; 0 if a task starts it, which has claimed it
   * @return whether the Java stack has room to run it right here
   */
  protected final boolean enter(int depth) {
    if (depth > 0) {
      if (nesting != NEW) {
        throw reused();
      }
      use();
    }
    return enterAgain(depth);
  }

  /**
   * How deeply it is nested on the Java stack while it runs.
   *
   * @return 1 for what a task runs itself
   */
  protected final int nesting() {
    return nesting;
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
   * Waits for something, for a body.
   *
   * @param awaitable what to wait for
   * @param task the task it runs in
   * @param depth how deeply the body is nested on the Java stack
   * @return the value, or {@link Frame#SUSPENDED}
   * @throws Throwable what was awaited failed with
   */
  protected static @Nullable Object awaitIn(
      @Nullable Awaitable<?> awaitable, Task<?> task, int depth) throws Throwable {
    if (awaitable instanceof Coroutine<?> coroutine) {
      return coroutine.begin(task, depth);
    }
    if (awaitable instanceof Future<?> future) {
      return future.awaitIn(task);
    }
    throw new NullPointerException("cannot await null");
  }

  /**
   * Waits for a stage, for a body.
   *
   * @param stage what to wait for
   * @param task the task it runs in
   * @return the value, or {@link Frame#SUSPENDED}
   * @throws Throwable what the stage failed with, unwrapped
   */
  protected static @Nullable Object awaitIn(@Nullable CompletionStage<?> stage, Task<?> task)
      throws Throwable {
    if (stage == null) {
      throw new NullPointerException("cannot await null");
    }
    return Stages.awaitIn(stage, task);
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
   * @param task the task
   * @return {@link Frame#SUSPENDED}
   */
  protected static Object park(Frame<?> callee, Task<?> task) {
    task.runNext(callee);
    return Frame.SUSPENDED;
  }

  /**
   * The same for a call that was made just for that and has not been entered.
   *
   * @param callee the call
   * @param task the task
   * @return {@link Frame#SUSPENDED}
   */
  protected static Object parkNew(Frame<?> callee, Task<?> task) {
    ((Coroutine<?>) callee).claim();
    return park(callee, task);
  }

  /**
   * A body has stopped: its frame goes on when those end that have stopped just before it, which it
   * awaits.
   *
   * @param stopped the frame
   * @param task the task
   */
  protected static void link(Frame<?> stopped, Task<?> task) {
    task.link(stopped);
  }

  /**
   * The same for a body that ran without a frame until it had to stop.
   *
   * @param stopped a frame made for it
   * @param task the task
   */
  protected static void linkNew(Frame<?> stopped, Task<?> task) {
    ((Coroutine<?>) stopped).restartNesting(); // No longer new.
    task.link(stopped);
  }

  /**
   * Forgets who awaits a frame that may be awaited again.
   *
   * @param frame the frame
   */
  protected static void unlink(Frame<?> frame) {
    ((Coroutine<?>) frame).caller = null;
  }

  /**
   * A failure leaves a body, or comes to a finally block of it: its stack trace will read as the
   * source does when somebody looks.
   *
   * @param failure what the body threw
   * @param task the task it runs in
   */
  protected static void failurePasses(Throwable failure, Task<?> task) {
    task.loop().traces().passing(failure, task.innermost());
  }

  /**
   * A body catches a failure and looks at it.
   *
   * @param failure what it caught
   * @param task the task it runs in
   */
  protected static void failureCaught(Throwable failure, Task<?> task) {
    task.loop().traces().caught(failure, task);
  }

  /**
   * A body catches a failure and does not look at it.
   *
   * @param failure what it caught
   * @param task the task it runs in
   */
  protected static void failureIgnored(Throwable failure, Task<?> task) {
    task.loop().traces().ignored(failure);
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
   * @param depth how deeply what awaits it is nested; 0 if a task starts it
   * @return whether the Java stack has room to run it right here
   */
  protected final boolean enterAgain(int depth) {
    nesting = (short) (depth + 1);
    return depth < MAX_NESTING;
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
