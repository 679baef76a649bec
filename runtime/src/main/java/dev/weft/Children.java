package dev.weft;

import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The children of a gather that were coroutines. Each becomes a task when its turn comes, or
 * earlier if somebody looks; and one that ends in its first step leaves only its result. So a
 * million that are made at once are a million coroutines, not also a million tasks.
 *
 * <p>It stands in the ready queue for each of them that is to begin, and once more for each that
 * has left its result: where the task itself would stand. All that are to begin come first: they
 * are added together when the gather is made, and a seeded order gets tasks in their place.
 */
final class Children implements Listener {
  private final Gather<?> gather;
  private final int count;

  /** The number of the first one's task; the others follow. */
  private final int firstNumber;

  /** What is set in the context that each begins with a copy of. */
  private final ContextValues context;

  private int begun;

  /** Whether the last of these takes its first step just now. */
  private boolean stepping;

  private Children(Gather<?> gather, int count) {
    this.gather = gather;
    this.count = count;
    this.firstNumber = TaskNumbers.next(count);
    this.context = gather.loop().thread().contextValues();
  }

  /** Schedules the coroutines with which the arguments of a gather begin; null if there is none. */
  static @Nullable Children of(Gather<?> gather) {
    int count = 0;
    while (count < gather.all.length
        && gather.all[count] instanceof Coroutine<?> coroutine
        && coroutine.isNew()) {
      coroutine.claim();
      count++;
    }
    if (count == 0) {
      return null;
    }
    Children children = new Children(gather, count);
    for (int i = 0; i < count; i++) {
      gather.loop().addReady(children);
    }
    return children;
  }

  int count() {
    return count;
  }

  boolean haveAllBegun() {
    return begun == count;
  }

  /** One of its turns in the ready queue. */
  void runEntry() {
    if (haveAllBegun()) {
      gather.childEnded();
      return;
    }
    LoopTasks tasks = gather.loop().tasks();
    Task<?> task = taskAt(begun++);
    stepping = true;
    try {
      task.step();
    } finally {
      stepping = false;
      if (!task.isDone()) {
        tasks.list(task);
      }
      tasks.dropBegun();
    }
  }

  /** For those who look on: takes the task whose turn this is, to be run as any other. */
  static Object takeTask(Object entry) {
    if (!(entry instanceof Children children) || children.haveAllBegun()) {
      return entry;
    }
    LoopTasks tasks = children.gather.loop().tasks();
    Task<?> task = children.taskAt(children.begun++);
    tasks.list(task);
    tasks.dropBegun();
    return task;
  }

  /**
   * Puts the result of a child in its place, if it has just ended in its first step and there is no
   * more to know of it; whether that is so. A result that could itself be taken for a child stays
   * where it is.
   */
  boolean takeResultOf(Future<?> child) {
    if (!stepping
        || gather.all[begun - 1] != child
        || !child.isFinished()
        || child.pendingCancelMessage() != null) {
      return false;
    }
    Object result = child.peekResult();
    if (result instanceof Awaitable<?>) {
      return false;
    }
    gather.all[begun - 1] = result;
    return true;
  }

  /** Makes tasks of those that have not begun. */
  void makeTasks() {
    for (int i = begun; i < count; i++) {
      taskAt(i);
    }
  }

  /**
   * Adds those tasks that may not be listed: the one that takes its first step, and those to come.
   */
  void addTo(Set<Task<?>> tasks) {
    for (int i = Math.max(begun - 1, 0); i < count; i++) {
      if (gather.all[i] instanceof Task<?> task && !task.isDone()) {
        tasks.add(task);
      }
    }
  }

  /** The task of one that has not begun; makes it if there is none. */
  Task<?> taskAt(int index) {
    Object child = gather.all[index];
    if (child instanceof Task<?> made) {
      return made;
    }
    Coroutine<?> coroutine = Unchecked.cast(child);
    Task<?> task = new Task<>(gather.loop(), coroutine, firstNumber + index, context);
    task.addWaiter(this);
    gather.all[index] = task;
    return task;
  }

  /** Shows those that are no tasks yet, with the numbers that these will have. */
  void forEachCoroutine(ObjIntConsumer<Coroutine<?>> visitor) {
    for (int i = begun; i < count; i++) {
      if (gather.all[i] instanceof Coroutine<?> coroutine) {
        visitor.accept(coroutine, firstNumber + i);
      }
    }
  }

  @Override
  public void onDone(Future<?> child) {
    gather.onDone(child);
  }

  @Override
  public Future<?> behind() {
    return gather;
  }

  @Override
  public String toString() {
    return "gather";
  }
}
