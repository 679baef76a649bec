package dev.weft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tasks of a loop: how they are made and scheduled, and which are not done yet. */
final class LoopTasks {
  /**
   * How many eager tasks take their first steps inside each other. A stack of 1 MiB has room for
   * 450; asyncio ends with RecursionError after 247.
   */
  private static final int MOST_EAGER_STEPS = 250;

  private final EventLoop loop;
  private final TaskList unfinished = new TaskList();

  /** In the order in which they were scheduled, until all of one gather's have begun. */
  private final Queue<Children> beginning = new ArrayDeque<>();

  private @Nullable TaskFactory factory;
  private int eagerSteps;

  LoopTasks(EventLoop loop) {
    this.loop = loop;
  }

  /** A task with a context of its own that begins with what is set where {@code here} is. */
  <T> Task<T> create(Coroutine<T> coroutine, @Nullable String name, ThreadState here) {
    if (factory != null) {
      return create(coroutine, name, here.context().copy());
    }
    requireUsableFor(coroutine);
    return schedule(new Task<>(loop, coroutine, name, here.contextValues()));
  }

  /** A task of that context, made by the factory if there is one. */
  <T> Task<T> create(Coroutine<T> coroutine, @Nullable String name, Context context) {
    TaskFactory made = factory;
    requireUsableFor(coroutine);
    return made == null
        ? loop.scheduleTask(coroutine, name, context)
        : made.create(loop, coroutine, name, context);
  }

  private void requireUsableFor(Coroutine<?> coroutine) {
    try {
      loop.requireUsable();
    } catch (IllegalStateException notPossible) {
      coroutine.close(); // Nobody will ever run it.
      throw notPossible;
    }
  }

  /** Has its first step taken in the next turn. */
  <T> Task<T> schedule(Task<T> task) {
    unfinished.add(task);
    loop.addReady(task);
    return task;
  }

  /**
   * Schedules the coroutines with which the arguments of a gather begin.
   *
   * @return those that become tasks when they begin; null for none: then each becomes one now
   */
  @Nullable Children schedule(Gather<?> gather) {
    if (factory != null || loop.isDebug() || loop.isClosed()) {
      return null; // Somebody wants to know of each task when and where it is made.
    }
    Children children = Children.of(gather);
    if (children != null) {
      beginning.add(children);
    }
    return children;
  }

  /** A child of a gather has become a task that goes on. */
  void list(Task<?> task) {
    unfinished.add(task);
  }

  /** Forgets children that have begun. */
  void dropBegun() {
    while (!beginning.isEmpty() && beginning.peek().haveAllBegun()) {
      beginning.remove();
    }
  }

  /**
   * Takes its first step at once; in the next turn if the loop does not run yet, or if so many have
   * begun inside each other that the Java stack could overflow.
   */
  <T> Task<T> startEagerly(Task<T> task) {
    if (!loop.isRunning() || eagerSteps == MOST_EAGER_STEPS) {
      return schedule(task);
    }
    unfinished.add(task);
    eagerSteps++;
    try {
      loop.observers().firstStep(task);
    } finally {
      eagerSteps--;
    }
    return task;
  }

  /** A future as it is, a coroutine as a new task. */
  <T> Future<T> ensureFuture(Awaitable<T> awaitable) {
    if (awaitable instanceof Future<T> future) {
      if (future.loop() != loop) {
        throw new IllegalArgumentException(
            "The future belongs to a different loop than the one it is used on: " + future);
      }
      return future;
    }
    return create((Coroutine<T>) awaitable, null, loop.thread());
  }

  void setFactory(@Nullable TaskFactory factory) {
    this.factory = factory;
  }

  @Nullable TaskFactory factory() {
    return factory;
  }

  void ended(Task<?> task) {
    unfinished.remove(task);
  }

  /**
   * All that are not done, in the order in which they were created; for another thread, those that
   * are tasks already.
   */
  Set<Task<?>> unfinished() {
    if (!loop.isRunByAnother(ThreadState.get())) {
      beginning.forEach(Children::makeTasks);
    }
    List<Task<?>> order = new ArrayList<>(existing());
    order.sort((one, other) -> TaskNumbers.compare(one.number(), other.number()));
    return new LinkedHashSet<>(order);
  }

  /** Those that are tasks already, in no order. */
  Set<Task<?>> existing() {
    Set<Task<?>> tasks = new HashSet<>();
    beginning.forEach(children -> children.addTo(tasks)); // First: they go from here to the list.
    unfinished.addTo(tasks);
    return tasks;
  }

  /** The children of gathers that may not have begun: not all are tasks yet. */
  Iterable<Children> beginning() {
    return beginning;
  }
}
