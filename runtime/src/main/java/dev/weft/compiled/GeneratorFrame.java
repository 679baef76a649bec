package dev.weft.compiled;

import dev.weft.AsyncGenerator;
import dev.weft.GeneratorExit;
import dev.weft.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the body of an async generator keeps, between its elements too. For woven code only.
 *
 * <p>The body runs as if the frame that asks for an element had called it: an emit gives control
 * straight back, without a queue, a turn of the loop or another task. Seen by the task it is a
 * frame like others whose result is whether there is an element; only that it can be run again.
 *
 * <p>It must not refer to the generator that users hold, except while it runs: that one is to be
 * collected when nobody iterates any more, and this frame then closed.
 */
public final class GeneratorFrame extends LargeFrame<Boolean> {
  private enum Phase {
    FRESH,
    RUNNING,
    PAUSED,
    FINISHED
  }

  private Phase phase = Phase.FRESH;

  /** Whether the run that is going on ends the body, and its result says nothing. */
  private boolean closing;

  /** Whether the body has just emitted, so that its suspension is none of the task. */
  private boolean emitted;

  private @Nullable Object element;

  /** The generator in the user's hands while the body runs: it is in use. Else null. */
  private @Nullable Object user;

  /**
   * A call that has not run.
   *
   * @param body the code
   * @param self the receiver, or null for a static method
   * @param refs how many references have no field
   * @param nums how many primitives have no field
   */
  public GeneratorFrame(Body body, @Nullable Object self, int refs, int nums) {
    super(body, self, refs, nums);
  }

  /**
   * What a method that returns an {@link AsyncGenerator} does with its frame.
   *
   * @param frame the call
   * @return the generator
   */
  public static AsyncGenerator<?> generator(GeneratorFrame frame) {
    return newGenerator(frame);
  }

  /**
   * Hands an element to whoever asked for it.
   *
   * @param value the element
   * @param frame the body that emits
   * @param task the task it runs in
   * @return {@link Frame#SUSPENDED}: the body saves its locals and returns it too
   */
  public static Object emit(@Nullable Object value, Frame<?> frame, Task<?> task) {
    GeneratorFrame generator = (GeneratorFrame) frame;
    generator.element = value;
    generator.emitted = true;
    return SUSPENDED;
  }

  // What follows is called by the generator only.

  /**
   * Goes to the next element.
   *
   * @param generator what the user holds
   * @param task the task
   * @param depth how deeply what awaits it is nested on the Java stack
   * @return whether there is one, or {@link Frame#SUSPENDED}
   * @throws Throwable what the body throws
   */
  public @Nullable Object advance(Object generator, Task<?> task, int depth) throws Throwable {
    if (phase == Phase.FINISHED) {
      return false;
    }
    requireNotRunning("advance()", generator);
    if (phase == Phase.FRESH) {
      generatorStarts(this, generator, task);
    }
    element = null;
    return run(generator, task, depth);
  }

  /**
   * Ends the body.
   *
   * @param generator what the user holds, or its text if nobody does
   * @param task the task
   * @param depth how deeply what awaits it is nested on the Java stack
   * @return null, or {@link Frame#SUSPENDED}
   * @throws Throwable what the body throws
   */
  public @Nullable Object close(Object generator, Task<?> task, int depth) throws Throwable {
    if (phase == Phase.FINISHED) {
      return null;
    }
    requireNotRunning("closeAsync()", generator);
    if (phase == Phase.FRESH) {
      finish(task);
      release();
      return null;
    }
    closing = true;
    return run(generator, task, depth);
  }

  private void requireNotRunning(String what, Object generator) {
    if (phase == Phase.RUNNING) {
      throw new IllegalStateException(
          what
              + ": asynchronous generator is already running: "
              + generator
              + "; await one advance() or closeAsync() before the next");
    }
  }

  /**
   * The element that the body emitted last, if it has not been taken.
   *
   * @return the element
   */
  public @Nullable Object takeElement() {
    Object taken = element;
    element = null;
    emitted = false;
    return taken;
  }

  /**
   * Whether there is an element to take.
   *
   * @return whether the body emitted one
   */
  public boolean hasElement() {
    return phase == Phase.PAUSED && emitted;
  }

  /**
   * Whether the body has ended or was closed.
   *
   * @return whether it will never run again
   */
  public boolean isFinished() {
    return phase == Phase.FINISHED;
  }

  private @Nullable Object run(Object generator, Task<?> task, int depth) throws Throwable {
    phase = Phase.RUNNING;
    user = generator;
    return goOn(task, depth);
  }

  private @Nullable Object goOn(Task<?> task, int depth) throws Throwable {
    if (!enterAgain(depth)) {
      // No room on the Java stack: the task calls from its own loop. What it calls ends with this.
      return parkNew(new Frame<>(GeneratorFrame::goOnParked, this), task);
    }
    deliverToGenerator(task, closing);
    Object result;
    try {
      result = resume(task);
    } catch (Throwable failure) {
      release();
      failurePasses(failure, task);
      throw failure;
    }
    if (result == SUSPENDED) {
      link(this, task);
    } else {
      release();
    }
    return result;
  }

  private static @Nullable Object goOnParked(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    GeneratorFrame generator = (GeneratorFrame) Objects.requireNonNull(self);
    frame.state = TAIL;
    return generator.goOn(task, frame.depth());
  }

  /** Runs the body up to its next element, its end, or its next suspension. */
  @Override
  public @Nullable Object resume(Task<?> task) throws Throwable {
    emitted = false;
    Object result;
    try {
      result = super.resume(task);
    } catch (Throwable failure) {
      boolean closed = closing && failure instanceof GeneratorExit;
      finish(task);
      if (closed) {
        return null;
      }
      throw failure;
    }
    if (result != SUSPENDED) {
      finish(task);
      return closing ? null : (Object) false;
    } else if (!emitted) {
      return SUSPENDED;
    } else if (closing) {
      Object generator = user;
      finish(task);
      throw new IllegalStateException(
          "async generator ignored GeneratorExit: "
              + generator
              + " emitted while it was being closed; let the GeneratorExit pass");
    }
    phase = Phase.PAUSED;
    user = null;
    return true;
  }

  private void finish(Task<?> task) {
    phase = Phase.FINISHED;
    element = null;
    user = null;
    generatorEnds(this, task);
  }

  /** After an element only the way back is forgotten. */
  @Override
  public void release() {
    unlink(this);
    if (phase == Phase.FINISHED) {
      super.release();
    }
  }

  /**
   * What the body does now, for messages.
   *
   * @return one word or two
   */
  public String phase() {
    return switch (phase) {
      case FRESH -> "not started";
      case RUNNING -> closing ? "closing" : "running";
      case PAUSED -> "suspended";
      case FINISHED -> "finished";
    };
  }
}
