package dev.weft;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tasks of a loop: how they are made and scheduled, and which are not done yet. */
final class LoopTasks {
  private final EventLoop loop;
  private final TaskList unfinished = new TaskList();
  private @Nullable TaskFactory factory;

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

  /** Takes its first step at once, or in the first turn if the loop does not run yet. */
  <T> Task<T> startEagerly(Task<T> task) {
    if (!loop.isRunning()) {
      return schedule(task);
    }
    unfinished.add(task);
    loop.observers().firstStep(task);
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

  Set<Task<?>> unfinished() {
    return unfinished.all();
  }
}
