package dev.weft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#gather}: several results as one future.
 *
 * <p>It listens to its children itself, so that a child costs it one reference (tasks.gather).
 */
final class Gather<T> extends Future<List<T>> implements Listener {
  /** In the order of the arguments; equal arguments are one child, named several times. */
  private final Future<?>[] children;

  /** Whether failures are results too, as {@link Outcome}s. */
  private final boolean settles;

  /** How many different children have not ended. */
  private int unfinished;

  private boolean cancelRequested;

  private Gather(EventLoop loop, boolean settles, Future<?>[] children) {
    super(loop);
    this.settles = settles;
    this.children = children;
  }

  static <T> Future<List<T>> results(EventLoop loop, Collection<? extends Awaitable<?>> all) {
    return of(loop, all, false);
  }

  static <T> Future<List<Outcome<T>>> settled(
      EventLoop loop, Collection<? extends Awaitable<?>> all) {
    return of(loop, all, true);
  }

  private static <T> Future<List<T>> of(
      EventLoop loop, Collection<? extends Awaitable<?>> all, boolean settles) {
    Awaitable<?>[] arguments = all.toArray(Awaitable<?>[]::new);
    Gather<T> gather = new Gather<>(loop, settles, new Future<?>[arguments.length]);
    try {
      gather.start(arguments);
    } catch (RuntimeException mistake) {
      gather.becomeCancelled(null); // Nobody gets it, so children that end must not end it.
      throw mistake;
    }
    return gather;
  }

  private void start(Awaitable<?>[] arguments) {
    if (arguments.length == 0) {
      complete(List.of());
      return;
    }
    // Counted only when all children are here: an eager child may end others while we start it.
    List<Future<?>> doneAlready = new ArrayList<>(0);
    for (int i = 0; i < arguments.length; i++) {
      Future<?> child = sameAsEarlier(arguments, children, i);
      if (child == null) {
        child = loop().ensureFuture(arguments[i]);
        listenTo(child, doneAlready);
      }
      children[i] = child;
    }
    // Like asyncio since 3.12: children that were done already count at once.
    doneAlready.forEach(this::onDone);
  }

  private void listenTo(Future<?> child, List<Future<?>> doneAlready) {
    if (child.hasWaiter(this)) {
      return; // An earlier argument.
    }
    unfinished++;
    if (child.isDone()) {
      doneAlready.add(child);
    } else {
      child.addWaiter(this);
    }
  }

  /**
   * A coroutine that an earlier argument made a task of; futures are recognised by their waiter.
   */
  private static @Nullable Future<?> sameAsEarlier(
      Awaitable<?>[] arguments, Future<?>[] children, int index) {
    if (arguments[index] instanceof Coroutine<?> coroutine && !coroutine.isNew()) {
      for (int i = 0; i < index; i++) {
        if (arguments[i] == coroutine) {
          return children[i];
        }
      }
    }
    return null;
  }

  @Override
  public Future<?> behind() {
    return this;
  }

  @Override
  String whatItIs() {
    return "gather, " + unfinished + " of " + children.length + " pending";
  }

  @Override
  public void onDone(Future<?> child) {
    unfinished--;
    if (isDone()) {
      markSeen(child);
    } else if (!settles && !child.isFinished()) {
      // The others go on, as in asyncio; their results are nobody's.
      fail(child.isCancelled() ? child.makeCancelledError() : child.failure());
    } else if (unfinished == 0) {
      allDone();
    }
  }

  private static void markSeen(Future<?> child) {
    if (child.peekFailure() != null) {
      child.failure();
    }
  }

  private void allDone() {
    @Nullable Object[] values = new @Nullable Object[children.length];
    for (int i = 0; i < children.length; i++) {
      values[i] = settles ? outcomeOf(children[i]) : children[i].peekResult();
    }
    if (cancelRequested) {
      // A cancelled gather fails with CancelledError even if its children did not notice.
      fail(children[children.length - 1].makeCancelledError());
    } else {
      complete(Unchecked.cast(Arrays.asList(values)));
    }
  }

  private static Outcome<?> outcomeOf(Future<?> child) {
    if (child.isFinished()) {
      return new Outcome.Success<>(Unchecked.<Object>cast(child.peekResult()));
    }
    return new Outcome.Failure<>(
        child.isCancelled() ? CancelledError.delivered(child.cancelMessage()) : child.failure());
  }

  /** Cancels the children; this ends when they have. */
  @Override
  boolean cancelWith(@Nullable String message) {
    if (isDone()) {
      return super.cancelWith(message);
    }
    boolean any = false;
    for (Future<?> child : children) {
      any |= child.cancelWith(message);
    }
    cancelRequested |= any;
    return any;
  }
}
