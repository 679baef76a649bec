package dev.weft;

import dev.weft.compiled.Frame;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that will be there later. It belongs to one loop and is not thread-safe.
 *
 * <pre>
 *   PENDING --setResult--> FINISHED
 *      |------setException-> FAILED
 *      '------cancel------> CANCELLED
 * </pre>
 *
 * <p>Whoever waits is woken through the loop's ready queue, never inside {@code setResult}.
 *
 * @param <T> the result
 */
public non-sealed class Future<T> implements Awaitable<T> {
  private final EventLoop loop;

  /**
   * The value once it is FINISHED, else a {@link NoValue} that says why there is none. So the state
   * needs no field, which would cost eight bytes: a future has 24, a task 64.
   */
  private @Nullable Object result = NoValue.PENDING;

  /** Who wants to know: null, one {@link Waiters} entry, or a {@link Waiters} list. */
  private @Nullable Object waiters;

  /**
   * A pending future of the running loop.
   *
   * @throws IllegalStateException if no loop runs in this thread
   */
  public Future() {
    this(EventLoop.running());
  }

  /**
   * A pending future of a given loop.
   *
   * @param loop where it is awaited
   */
  protected Future(EventLoop loop) {
    this(loop, true);
  }

  /**
   * A pending future.
   *
   * @param loop where it is awaited
   * @param isNew whether debug mode is to note where it is made
   */
  @SuppressWarnings("this-escape") // The loop notes that it exists, and asks it nothing yet.
  Future(EventLoop loop, boolean isNew) {
    this.loop = loop;
    if (isNew) {
      loop.created(this);
    }
  }

  /**
   * A future that mirrors a stage; cancelling it cancels the stage.
   *
   * @param stage what to mirror
   * @return a future of the running loop
   * @param <T> the result
   */
  public static <T> Future<T> of(CompletionStage<T> stage) {
    return Stages.adopt(stage, EventLoop.running());
  }

  /**
   * Whether there is a result, a failure, or a cancellation.
   *
   * @return whether it is no longer pending
   */
  public final boolean isDone() {
    return result != NoValue.PENDING;
  }

  /**
   * Whether it was cancelled.
   *
   * @return whether it ended by cancellation
   */
  public final boolean isCancelled() {
    return result instanceof Cancellation;
  }

  /**
   * The result. Never waits.
   *
   * @return the value
   * @throws InvalidStateException if it is pending
   * @throws CancelledError if it was cancelled
   */
  public final T result() {
    if (isFinished()) {
      return Unchecked.cast(result);
    }
    if (!isDone()) {
      throw new InvalidStateException("Result is not set: result() of " + this);
    }
    throw Sneaky.rethrow(failure());
  }

  /**
   * What it failed with.
   *
   * @return the failure, or null if it has a result
   * @throws InvalidStateException if it is pending
   * @throws CancelledError if it was cancelled
   */
  public final @Nullable Throwable exception() {
    if (isFinished()) {
      return null;
    }
    if (!isDone()) {
      throw new InvalidStateException("Exception is not set: exception() of " + this);
    }
    if (isCancelled()) {
      throw cancelledError();
    }
    return failure();
  }

  /**
   * Completes it with a value.
   *
   * @param value the result
   * @throws InvalidStateException if it is done already
   */
  public void setResult(@Nullable T value) {
    requirePending("setResult");
    complete(value);
  }

  /**
   * Completes it with a failure.
   *
   * @param error what awaiting it throws, the very object
   * @throws InvalidStateException if it is done already
   */
  public void setException(Throwable error) {
    requirePending("setException");
    fail(error);
  }

  private void requirePending(String what) {
    if (isDone()) {
      throw new InvalidStateException(what + "() on " + this + ", which is done already");
    }
  }

  /**
   * Cancels it.
   *
   * @return whether it was pending
   */
  public final boolean cancel() {
    return cancelWith(null);
  }

  /**
   * Cancels it with a message for the {@link CancelledError}.
   *
   * @param message why, or null
   * @return whether it was pending
   */
  public final boolean cancel(@Nullable String message) {
    return cancelWith(message);
  }

  /** What cancel means for this kind of future. */
  boolean cancelWith(@Nullable String message) {
    if (isDone()) {
      if (result instanceof Failure failure) {
        failure.retrieved(); // Like asyncio: who cancels has taken notice.
      }
      return false;
    }
    becomeCancelled(message);
    return true;
  }

  /**
   * Asks to be called back when this is done: in a later turn of the loop, never inside the call,
   * in a copy of the current context.
   *
   * @param callback what to call, with this future
   */
  public final void addDoneCallback(Consumer<? super Future<T>> callback) {
    addDoneCallback(callback, Context.copyCurrent());
  }

  /**
   * Asks to be called back in a context of one's own.
   *
   * @param callback what to call, with this future
   * @param context where it runs
   */
  public final void addDoneCallback(Consumer<? super Future<T>> callback, Context context) {
    addWaiter(new DoneCallback<>(this, callback, context));
  }

  /**
   * Takes back all equal callbacks. One that is on its way already still runs.
   *
   * @param callback what was added
   * @return how many were removed
   */
  public final int removeDoneCallback(Consumer<? super Future<T>> callback) {
    int removed = 0;
    // Of a copy, because comparing is the user's code: it may itself add and remove callbacks.
    for (Object waiter : List.copyOf(Waiters.all(peekWaiters()))) {
      if (waiter instanceof DoneCallback<?> added && added.calls(callback)) {
        removed += removeWaiter(added) ? 1 : 0;
      }
    }
    return removed;
  }

  /**
   * The loop it belongs to.
   *
   * @return its loop
   */
  public final EventLoop loop() {
    return loop;
  }

  /**
   * The same result for code that knows nothing of Weft. Cancellation travels both ways.
   *
   * @return a new thread-safe future
   */
  public final CompletableFuture<T> toCompletableFuture() {
    return Stages.mirror(this);
  }

  // ---- inside the runtime

  /** A future that has its value already. */
  static <T> Future<T> finished(EventLoop loop, @Nullable T value) {
    Future<T> future = new Future<>(loop);
    future.complete(value);
    return future;
  }

  /** A future that has failed already. */
  static <T> Future<T> failed(EventLoop loop, Throwable error) {
    Future<T> future = new Future<>(loop);
    future.fail(error);
    return future;
  }

  /** Whether it has a value. */
  final boolean isFinished() {
    return !(result instanceof NoValue);
  }

  final void complete(@Nullable T value) {
    becomeDone(value);
  }

  final void fail(Throwable error) {
    becomeDone(new Failure(this, error));
  }

  /** Ends it as cancelled, with a message for those who ask why. */
  final void becomeCancelled(@Nullable String message) {
    becomeDone(new Cancellation(message));
  }

  /** Ends it as cancelled; the first consumer gets {@code error} itself. */
  final void becomeCancelledBy(CancelledError error) {
    becomeDone(new Cancellation(error));
  }

  private void becomeDone(@Nullable Object how) {
    result = how;
    Object all = waiters;
    if (all instanceof Children children && children.takeResultOf(this)) {
      waiters = null;
      loop.addReady(children); // As the entry this future would be kept until the next turn.
    } else if (all instanceof Listener) {
      loop.addReady(this); // This future is itself the entry; see runEntry.
    } else if (all != null) {
      waiters = null;
      Waiters.schedule(all, this);
    }
  }

  /** The failure or cancellation that a consumer gets; marks it as retrieved. */
  final Throwable failure() {
    if (result instanceof Cancellation cancellation) {
      return cancellation.error();
    }
    Failure failure = (Failure) Unchecked.<Object>cast(result);
    failure.retrieved();
    return failure.error;
  }

  /** What a consumer of a cancelled future gets. */
  final CancelledError cancelledError() {
    return ((Cancellation) Unchecked.<Object>cast(result)).error();
  }

  /** A CancelledError for who has to pass a cancellation on, whatever this future's state. */
  final CancelledError makeCancelledError() {
    return isCancelled() ? cancelledError() : CancelledError.delivered(pendingCancelMessage());
  }

  /** The message of a cancellation that was requested but did not show. */
  @Nullable String pendingCancelMessage() {
    return null;
  }

  /** Whether it failed and nobody has seen it. */
  final boolean isUnseenFailure() {
    return result instanceof Failure failure && failure.isUnseen();
  }

  /** The message of a plain future's cancellation, without using up the error. */
  final @Nullable String cancelMessage() {
    return result instanceof Cancellation cancellation ? cancellation.message() : null;
  }

  /** The value, or null: for what only looks. */
  final @Nullable Object peekResult() {
    return isFinished() ? result : null;
  }

  /** The failure, or null: for what only looks, without marking it as retrieved. */
  final @Nullable Throwable peekFailure() {
    return result instanceof Failure failure ? failure.error : null;
  }

  /** Who waits; null once it is done, even if a listener is still to be told. */
  final @Nullable Object peekWaiters() {
    return isDone() ? null : waiters;
  }

  /** Gives the value, throws the failure, or makes {@code task} wait. */
  final @Nullable Object awaitIn(Task<?> task) throws Throwable {
    Object it = result;
    if (!(it instanceof NoValue)) {
      return it;
    }
    if (it == NoValue.PENDING) {
      task.waitFor(this);
      return Frame.SUSPENDED;
    }
    throw failure();
  }

  /** Adds a task, a {@link Listener} or a {@link DoneCallback}; one that comes late is run soon. */
  final void addWaiter(Object waiter) {
    if (isDone()) {
      Waiters.schedule(waiter, this);
    } else {
      waiters = Waiters.add(waiters, waiter);
    }
  }

  final boolean hasWaiter(Object waiter) {
    return Waiters.contains(waiters, waiter);
  }

  /** Takes a waiter back; false if it was not there, or is on its way already. */
  final boolean removeWaiter(Object waiter) {
    if (isDone() || !Waiters.contains(waiters, waiter)) {
      return false;
    }
    waiters = Waiters.without(waiters, waiter);
    return true;
  }

  /** This future's turn in the ready queue: it is done, and its one listener is told. */
  void runEntry() {
    Object listener = waiters;
    waiters = null;
    if (listener != null) {
      ((Listener) listener).onDone(this);
    }
  }

  /** What reports call it when it is gone. */
  String label() {
    return "Future";
  }

  /** What a task waits for that waits for this, in the words of a dump. */
  String whatItIs() {
    return "future";
  }

  @Override
  public String toString() {
    return Reprs.of(this);
  }
}
