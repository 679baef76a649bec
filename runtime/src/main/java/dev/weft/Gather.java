package dev.weft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#gather}: several results as one future.
 *
 * <p>It listens to its children itself, so that a child costs it one reference (tasks.gather).
 */
final class Gather<T> extends Future<List<T>> implements Listener {
  /**
   * The arguments; then, in their order, the children that were made of them, equal arguments being
   * one child; at last the results, and the user's. One array, because there may be very many.
   *
   * <p>Its beginning is written by {@link Children}: a coroutine, its task, perhaps its result.
   */
  final @Nullable Object[] all;

  /** Whether failures are results too, as {@link Outcome}s. */
  private final boolean settles;

  /** How many different children have not ended. */
  private int unfinished;

  private boolean cancelRequested;

  /** Null if the first argument was not a coroutine to be scheduled. */
  private @Nullable Children children;

  private Gather(EventLoop loop, boolean settles, @Nullable Object[] arguments) {
    super(loop);
    this.settles = settles;
    this.all = arguments;
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
    Gather<T> gather = new Gather<>(loop, settles, all.toArray(Object[]::new));
    try {
      gather.start();
    } catch (RuntimeException | Error mistake) {
      gather.becomeCancelled(null); // Nobody gets it, so children that end must not end it.
      throw mistake;
    }
    return gather;
  }

  private void start() {
    if (all.length == 0) {
      complete(List.of());
      return;
    }
    children = loop().tasks().schedule(this);
    unfinished = children == null ? 0 : children.count();
    // Counted only when all children are here: an eager child may end others while we start it.
    List<Future<?>> doneAlready = null; // Rare.
    Map<Object, Future<?>> made = mayBeWrapped() ? new IdentityHashMap<>() : null;
    for (int i = unfinished; i < all.length; i++) {
      Awaitable<?> argument = Unchecked.cast(all[i]);
      Future<?> child = made == null ? sameAsEarlier(argument, i) : made.get(argument);
      if (child == null) {
        child = loop().ensureFuture(argument);
        if (isDoneAlready(child)) {
          doneAlready = doneAlready == null ? new ArrayList<>() : doneAlready;
          doneAlready.add(child);
        }
        if (made != null) {
          made.put(argument, child);
        }
      }
      all[i] = child;
    }
    // Like asyncio since 3.12: children that were done already count at once.
    if (doneAlready != null) {
      doneAlready.forEach(this::onDone);
    }
  }

  /** Counts a child, and listens to it unless there is nothing more to hear. */
  private boolean isDoneAlready(Future<?> child) {
    if (child.hasWaiter(this)) {
      return false; // An earlier argument.
    }
    unfinished++;
    if (!child.isDone()) {
      child.addWaiter(this);
      return false;
    }
    return true;
  }

  /** Whether a task of a coroutine may run another, which awaits that one. */
  private boolean mayBeWrapped() {
    TaskFactory factory = loop().taskFactory();
    return factory != null && factory != TaskFactory.EAGER;
  }

  /**
   * The task that an earlier argument became, which was the same coroutine; futures are recognised
   * by their waiter.
   */
  private @Nullable Future<?> sameAsEarlier(Awaitable<?> argument, int index) {
    if (argument instanceof Coroutine<?> coroutine && !coroutine.isNew()) {
      for (int i = 0; i < index; i++) {
        if (children != null && all[i] == coroutine) {
          return children.taskAt(i);
        } else if (all[i] instanceof Task<?> task && task.coroutine() == coroutine) {
          return task;
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
    return "gather, " + unfinished + " of " + all.length + " pending";
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

  /** A child has ended whose result is here already. */
  void childEnded() {
    unfinished--;
    if (unfinished == 0 && !isDone()) {
      allDone();
    }
  }

  private static void markSeen(Future<?> child) {
    if (child.peekFailure() != null) {
      child.failure();
    }
  }

  private void allDone() {
    if (cancelRequested) {
      // A cancelled gather fails with CancelledError even if its children did not notice.
      fail(
          all[all.length - 1] instanceof Future<?> last
              ? last.makeCancelledError()
              : CancelledError.delivered(null));
      return;
    }
    for (int i = 0; i < all.length; i++) {
      if (all[i] instanceof Future<?> child) {
        all[i] = settles ? outcomeOf(child) : child.peekResult();
      } else if (settles) {
        all[i] = new Outcome.Success<>(all[i]);
      }
    }
    complete(Unchecked.cast(Arrays.asList(all)));
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
    if (children != null) {
      children.makeTasks();
    }
    boolean any = false;
    for (Object each : all) {
      any |= each instanceof Future<?> child && child.cancelWith(message);
    }
    cancelRequested |= any;
    return any;
  }
}
