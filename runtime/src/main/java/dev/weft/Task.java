package dev.weft;

import dev.weft.compiled.Frame;
import dev.weft.compiled.Waiting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that runs on its own: it is stepped by its loop until it ends.
 *
 * <p>Read {@link #step} first. A step continues the innermost frame and hands what it gives to the
 * frame that awaits it, and so on, until a frame suspends again or the outermost one ends. So the
 * cost of a step does not depend on how deep the chain of awaits is.
 *
 * @param <T> the result
 */
public final class Task<T> extends Future<T> {
  private final Coroutine<T> root;
  private final int number;
  private @Nullable String name;

  /** A Context; until somebody asks for it, the ContextValues that it begins with. */
  private Object context;

  /**
   * The frame to continue: null before the first step and when none is left that waits, as for a
   * root without a frame. One that has not begun runs next, in the same step, see {@link
   * Coroutine#park}.
   */
  private @Nullable Frame<?> innermost;

  /** What it waits for; null before the first step, after giving way, and while it runs. */
  private @Nullable Future<?> waitingFor;

  private boolean started;

  /** A CancelledError is due at the next step, whatever was awaited. */
  private boolean mustCancel;

  private @Nullable String cancelReason;

  /**
   * How many requests to cancel there are; the complement of that while one passes through, on its
   * way to what the task waits for. An int, or a flag of its own, would cost every task eight
   * bytes; so the count stops at 32,767.
   */
  private short cancelRequests;

  /** Neighbours in the loop's list of unfinished tasks. */
  @Nullable Task<?> previous;

  @Nullable Task<?> next;

  Task(EventLoop loop, Coroutine<T> root, @Nullable String name, Context context) {
    this(loop, root, name, (Object) context);
  }

  /** A task with a context of its own that begins with {@code values}. */
  Task(EventLoop loop, Coroutine<T> root, @Nullable String name, ContextValues values) {
    this(loop, root, name, (Object) values);
  }

  private Task(EventLoop loop, Coroutine<T> root, @Nullable String name, Object context) {
    super(loop);
    root.claim();
    this.root = root;
    this.number = TaskNumbers.next();
    this.name = name;
    this.context = context;
  }

  /** A task of a coroutine that was scheduled earlier: then it was claimed and got its number. */
  Task(EventLoop loop, Coroutine<T> root, int number, ContextValues values) {
    super(loop, false);
    this.root = root;
    this.number = number;
    this.context = values;
  }

  /**
   * The end of an {@link Async} method that returns a task: {@code return Task.done(value)}.
   * Elsewhere a task of the running loop that has its value already.
   *
   * @param value the result
   * @return a finished task
   * @param <T> the result
   */
  public static <T> Task<T> done(@Nullable T value) {
    Task<T> task = new Task<>(EventLoop.running(), new Done<>(value), null, Context.copyCurrent());
    task.complete(value);
    return task;
  }

  /**
   * The name, for messages: the one given, or {@code Task-n}.
   *
   * @return the name
   */
  public String name() {
    return name == null ? defaultName(number) : name;
  }

  static String defaultName(int number) {
    return "Task-" + number;
  }

  /**
   * Renames the task.
   *
   * @param name the new name
   */
  public void setName(String name) {
    this.name = name;
  }

  /**
   * How many requests to cancel are not taken back.
   *
   * @return calls of {@code cancel} less calls of {@link #uncancel}
   */
  public int cancelling() {
    return isBeingCancelled() ? ~cancelRequests : cancelRequests;
  }

  private boolean isBeingCancelled() {
    return cancelRequests < 0;
  }

  /**
   * Takes back one request to cancel. When none is left, a cancellation that was requested but not
   * yet delivered is not delivered.
   *
   * @return how many are left
   */
  public int uncancel() {
    if (cancelRequests > 0) {
      cancelRequests--;
      if (cancelRequests == 0) {
        mustCancel = false;
      }
    }
    return cancelling();
  }

  /**
   * Where its {@link ContextVar}s live.
   *
   * @return the context in which every step runs
   */
  public Context context() {
    if (context instanceof Context made) {
      return made;
    }
    Context made = new Context((ContextValues) context);
    context = made;
    return made;
  }

  ContextValues contextValues() {
    return context instanceof Context made ? made.values() : (ContextValues) context;
  }

  /**
   * The coroutine it runs.
   *
   * @return what it was made of
   */
  public Coroutine<T> coroutine() {
    return root;
  }

  /**
   * Where it is suspended: the chain of awaits, innermost first; where it failed, if it did; empty
   * if it runs or ended otherwise.
   *
   * @return source methods and lines
   */
  public List<StackTraceElement> stack() {
    Throwable failure = peekFailure();
    if (failure != null) {
      return List.of(failure.getStackTrace());
    }
    // While it runs, its frames still tell of the await before.
    return loop().currentTask() == this ? List.of() : loop().traces().awaitStack(innermost);
  }

  /** Prints {@link #stack} to the standard error stream. */
  public void printStack() {
    System.err.println(Reprs.stack(this));
  }

  /**
   * Not for tasks: their coroutine decides.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void setResult(@Nullable T value) {
    throw new UnsupportedOperationException("Task does not support setResult: " + this);
  }

  /**
   * Not for tasks: their coroutine decides.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void setException(Throwable error) {
    throw new UnsupportedOperationException("Task does not support setException: " + this);
  }

  // ---- cancelling

  /**
   * Cancels what the task waits for, which then comes back as a CancelledError; a task that waits
   * for nothing gets it at its next step. Down a chain of tasks in a loop, not by recursion.
   */
  @Override
  boolean cancelWith(@Nullable String message) {
    if (isDone()) {
      return super.cancelWith(message);
    }
    if (isBeingCancelled()) {
      return true; // The request has come back, through a gather: it cannot wait for itself.
    }
    Task<?> last = this;
    for (Task<?> task = this; task != null; task = task.nextToCancel()) {
      task.cancelRequests = (short) ~Math.min(task.cancelRequests + 1, Short.MAX_VALUE);
      last = task;
    }
    last.interrupt(message);
    Future<?> passed = this;
    while (passed instanceof Task<?> task && task.isBeingCancelled()) {
      task.cancelRequests = (short) ~task.cancelRequests;
      passed = task.waitingFor;
    }
    return true;
  }

  private @Nullable Task<?> nextToCancel() {
    return waitingFor instanceof Task<?> inner && !inner.isDone() && !inner.isBeingCancelled()
        ? inner
        : null;
  }

  private void interrupt(@Nullable String message) {
    Future<?> awaited = waitingFor;
    if (awaited instanceof Task<?> && !awaited.isDone()) {
      // Tasks wait for each other in a ring. asyncio dies of its recursion here; we open the ring,
      // so that a deadlocked program can be shut down.
      awaited.removeWaiter(this);
      waitingFor = null;
      loop().addReady(this);
      awaited = null;
    }
    if (awaited == null || !awaited.cancelWith(message)) {
      mustCancel = true;
      cancelReason = message;
    }
  }

  private CancelledError takeCancellation() {
    mustCancel = false;
    return CancelledError.delivered(cancelReason);
  }

  // ---- waiting: called by the innermost await, just before the frames return SUSPENDED

  /** Waits for a future; the frames that are linked now go on with what it gives. */
  void waitFor(Future<?> future) {
    Throwable misuse = misuse(future);
    if (misuse != null) {
      // Like asyncio: the error is raised at the await, in the next turn.
      resumeSoonWith(Future.failed(loop(), misuse));
      return;
    }
    loop().handover().setLastLinked(null);
    waitingFor = future;
    future.addWaiter(this);
    if (mustCancel) {
      mustCancel = false; // Before: in a ring of tasks the request comes back to this one.
      if (!future.cancelWith(cancelReason)) {
        mustCancel = true;
      }
    }
  }

  private @Nullable Throwable misuse(Future<?> future) {
    if (future.loop() != loop()) {
      return new IllegalStateException(
          this + " got " + future + " attached to a different loop: await it where it was made");
    }
    if (future == this) {
      return new IllegalStateException("Task cannot await on itself: " + this);
    }
    return null;
  }

  /** Gives way once, and goes on with null. */
  void yieldTurn() {
    loop().handover().setLastLinked(null);
    loop().addReady(this);
  }

  /** Gives way once, and goes on with {@code value}. */
  void yieldTurn(@Nullable Object value) {
    if (value == null) {
      yieldTurn();
    } else {
      resumeSoonWith(Future.finished(loop(), value));
    }
  }

  /** Gives way once, and goes on with what a future gave that is done already. */
  private void resumeSoonWith(Future<?> done) {
    waitingFor = done;
    yieldTurn();
  }

  /** Runs {@code call} as soon as the Java stack has unwound to the task, in the same step. */
  void runNext(Frame<?> call) {
    loop().handover().setLastLinked(null);
    link(call);
  }

  /**
   * A frame has stopped, and goes on after those that have been linked since the task began to
   * wait. While the Java stack unwinds each body that stops is linked so, the innermost first.
   */
  void link(Frame<?> stopped) {
    linkLast(stopped);
    loop().handover().setLastLinked(stopped);
  }

  /** The same for one behind which no other will be linked. */
  private void linkLast(Frame<?> stopped) {
    Coroutine<?> last = loop().handover().lastLinked();
    if (last != null) {
      last.caller = stopped;
    } else if (innermost != stopped) {
      innermost = stopped;
    }
  }

  private boolean hasNextCall() {
    return innermost != null && innermost.state == Frame.START;
  }

  // ---- stepping

  @Override
  void runEntry() {
    if (isDone()) {
      super.runEntry();
    } else {
      step();
    }
  }

  /** One step: from the last suspension to the next, or to the end. */
  void step() {
    Future<?> awaited = waitingFor;
    Object value = null;
    Throwable failure = null;
    if (awaited != null) {
      waitingFor = null;
      if (awaited.isFinished()) {
        value = awaited.peekResult();
      } else {
        failure = awaited.failure();
      }
    }
    if (mustCancel) {
      // A CancelledError that is on its way already serves; one request, one error.
      failure = failure instanceof CancelledError ? failure : takeCancellation();
      mustCancel = false;
    }
    EventLoop loop = loop();
    Task<?> outerTask = loop.enterTask(this);
    ThreadState thread = loop.thread();
    if (outerTask == null && thread.entered == null) {
      // Nearly always: nothing to come back to. What must be kept meanwhile costs loops in bodies.
      try {
        run(awaited, value, failure);
      } finally {
        stepEnds(null);
      }
    } else {
      runInside(outerTask, thread, awaited, value, failure);
    }
  }

  /** The step of a task that another one has begun, or code in a context of its own. */
  private void runInside(
      @Nullable Task<?> outerTask,
      ThreadState thread,
      @Nullable Future<?> awaited,
      @Nullable Object value,
      @Nullable Throwable failure) {
    Context outerContext = thread.entered;
    thread.entered = null;
    try {
      run(awaited, value, failure);
    } finally {
      thread.entered = outerContext;
      stepEnds(outerTask);
    }
  }

  private void stepEnds(@Nullable Task<?> outerTask) {
    EventLoop loop = loop();
    loop.enterTask(outerTask);
    loop.handover().clear();
    loop.traces().stepEnded();
  }

  private void run(
      @Nullable Future<?> awaited, @Nullable Object value, @Nullable Throwable failure) {
    if (awaited instanceof Waiting waiting) {
      goOn(waiting, failure);
    } else if (started) {
      climb(innermost, value, failure);
    } else {
      started = true;
      if (failure == null) {
        begin();
      } else {
        root.discard(); // Cancelled before its first step: the body never runs.
        end(null, failure);
      }
    }
  }

  private void begin() {
    Object value = null;
    Throwable failure = null;
    try {
      value = root.begin(this, 0);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    if (value != Frame.SUSPENDED) {
      end(value, failure);
    } else if (hasNextCall()) {
      climb(innermost, null, null);
    }
  }

  /** The operation that waited goes on; what it gives is what its awaiter goes on with. */
  private void goOn(Waiting waiting, @Nullable Throwable failure) {
    Object value = null;
    Throwable thrown = null;
    try {
      value = waiting.goOn(failure, this);
    } catch (Throwable it) {
      loop().traces().passingTo(it, innermost);
      thrown = it;
    }
    if (value != Frame.SUSPENDED) {
      climb(innermost, value, thrown);
    }
  }

  /**
   * Continues a frame, then the one that awaits it with what it gave, and so on: a loop and not a
   * recursion, so that it works for any depth. A root without a frame has ended when it is resumed.
   */
  private void climb(
      @Nullable Frame<?> from, @Nullable Object itsValue, @Nullable Throwable itsFailure) {
    Frame<?> frame = from;
    Object value = itsValue;
    Throwable failure = itsFailure;
    while (frame != null) {
      if (failure != null && LineTable.letsFailuresPass(frame)) {
        frame = passUp(frame, failure);
        continue;
      }
      try {
        value = proceed(frame, value, failure);
        failure = null;
      } catch (Throwable thrown) {
        loop().traces().passing(thrown, innermost);
        failure = thrown;
      }
      if (failure != null || value != Frame.SUSPENDED) {
        frame = leave(frame);
      } else {
        relink(frame);
        if (!hasNextCall()) {
          return;
        }
        frame = innermost;
        value = null;
      }
    }
    end(value, failure);
  }

  private @Nullable Object proceed(
      Frame<?> frame, @Nullable Object value, @Nullable Throwable failure) throws Throwable {
    loop().handover().deliver(failure == null ? value : failure, failure != null);
    if (innermost != frame) {
      innermost = frame; // So that a failure finds the frames that wait for it.
    }
    ((Coroutine<?>) frame).restartNesting();
    return frame.resume(this);
  }

  /** A failure of what a frame awaits is that of the frame; nothing of its code would see it. */
  private @Nullable Frame<?> passUp(Frame<?> frame, Throwable failure) {
    if (failure instanceof CancelledError cancelled) {
      loop().traces().interrupted(cancelled, frame);
    }
    loop().traces().passing(failure, frame);
    return leave(frame);
  }

  private static @Nullable Frame<?> leave(Frame<?> ended) {
    Frame<?> next = awaiting(ended); // First: an async generator that goes on later forgets it.
    ended.release();
    return next;
  }

  /** A frame that was continued has stopped again: it, and those that await it, go on later. */
  private void relink(Frame<?> frame) {
    if (frame.state != Frame.TAIL) {
      linkLast(frame);
      return;
    }
    Frame<?> next = leave(frame); // What it awaits last is its result: it has nothing left to do.
    if (next != null) {
      linkLast(next);
    } else if (loop().handover().lastLinked() == null) {
      innermost = null;
    }
  }

  /** The frame that awaits this one. */
  static @Nullable Frame<?> awaiting(Frame<?> callee) {
    return ((Coroutine<?>) callee).caller;
  }

  /** Hands something to a frame that is continued by another frame, not by {@link #climb}. */
  void deliver(@Nullable Throwable failure) {
    loop().handover().deliver(failure, failure != null);
  }

  /** What the frame being continued goes on with. */
  @Nullable Object takeDelivered() throws Throwable {
    Handover handover = loop().handover();
    Object it = handover.take();
    if (handover.takeFails()) {
      if (it instanceof CancelledError cancelled) {
        loop().traces().interrupted(cancelled, innermost);
      }
      throw Unchecked.<Throwable>cast(it);
    }
    return it;
  }

  private void end(@Nullable Object value, @Nullable Throwable failure) {
    innermost = null;
    loop().forget(this);
    if (failure == null) {
      if (mustCancel) {
        mustCancel = false;
        becomeCancelled(cancelReason); // It was cancelled while it ran and never suspended again.
      } else {
        complete(Unchecked.cast(value));
      }
    } else if (failure instanceof CancelledError cancelled) {
      becomeCancelledBy(cancelled);
    } else {
      fail(failure);
      if (Fatal.is(failure)) {
        throw Sneaky.rethrow(failure);
      }
    }
  }

  // ---- for those who look

  int number() {
    return number;
  }

  boolean hasStarted() {
    return started;
  }

  @Nullable Future<?> waitingFor() {
    return waitingFor;
  }

  @Nullable Frame<?> innermost() {
    return innermost;
  }

  @Override
  @Nullable String pendingCancelMessage() {
    return cancelReason;
  }

  @Override
  String label() {
    return "Task " + name() + " running " + root.describe();
  }
}
