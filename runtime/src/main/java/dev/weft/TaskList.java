package dev.weft;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks of a loop. It holds them strongly: a task that nobody else refers to still
 * runs.
 *
 * <p>Linked through the tasks themselves, which costs two references a task and no allocation.
 */
final class TaskList {
  private @Nullable Task<?> first;
  private @Nullable Task<?> last;

  void add(Task<?> task) {
    task.previous = last;
    if (last == null) {
      first = task;
    } else {
      last.next = task;
    }
    last = task;
  }

  /** Takes a task out; nothing happens if it is not in: a child that ended in its first step. */
  void remove(Task<?> task) {
    Task<?> before = task.previous;
    Task<?> after = task.next;
    if (before == null && first != task) {
      return;
    }
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    task.previous = null;
    task.next = null;
  }

  void addTo(Set<Task<?>> tasks) {
    for (Task<?> task = first; task != null; task = task.next) {
      tasks.add(task);
    }
  }
}
