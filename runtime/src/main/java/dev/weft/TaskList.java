package dev.weft;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks of a loop, in the order in which they were created. It holds them strongly:
 * a task that nobody else refers to still runs.
 *
 * <p>In an array, in which a task knows its place; those that leave leave gaps, and a full array is
 * closed up or gets larger. Not linked through the tasks: a task that leaves would write to its
 * neighbours, which makes the garbage collector look at them. A million short tasks took a third
 * longer so.
 */
final class TaskList {
  private static final int FEWEST_SLOTS = 64;

  private @Nullable Task<?>[] slots = new Task<?>[FEWEST_SLOTS];

  /** Behind the last slot that is in use, or was. */
  private int end;

  private int size;

  void add(Task<?> task) {
    if (end == slots.length) {
      closeUp();
    }
    slots[end++] = task;
    task.place = end;
    size++;
  }

  /** Does nothing for a task that is not in the list, as an eager one that never suspended. */
  void remove(Task<?> task) {
    if (task.place == 0) {
      return;
    }
    slots[task.place - 1] = null;
    task.place = 0;
    size--;
    while (end > 0 && slots[end - 1] == null) {
      end--;
    }
  }

  /** Moves all to the front of an array that is then half empty at least, and not too large. */
  private void closeUp() {
    @Nullable Task<?>[] old = slots;
    slots = new Task<?>[Math.max(FEWEST_SLOTS, Integer.highestOneBit(size - 1) * 4)];
    end = 0;
    for (Task<?> task : old) {
      if (task != null) {
        slots[end++] = task;
        task.place = end;
      }
    }
  }

  Set<Task<?>> all() {
    Set<Task<?>> tasks = new LinkedHashSet<>();
    for (int i = 0; i < end; i++) {
      Task<?> task = slots[i];
      if (task != null) {
        tasks.add(task);
      }
    }
    return tasks;
  }
}
