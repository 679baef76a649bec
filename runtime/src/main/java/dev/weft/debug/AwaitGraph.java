package dev.weft.debug;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who awaits whom among the tasks of a dump. */
final class AwaitGraph {
  private final Map<Integer, TaskView> tasks = new LinkedHashMap<>();

  /** By the number of the one who awaits. */
  private final Map<Integer, List<TaskView>> awaited = new LinkedHashMap<>();

  AwaitGraph(TaskDump dump) {
    dump.tasks().forEach(task -> tasks.put(task.id(), task));
    for (TaskView task : dump.tasks()) {
      for (int by : task.awaitedBy()) {
        awaited.computeIfAbsent(by, unknown -> new ArrayList<>()).add(task);
      }
    }
  }

  /** The tasks that a task awaits. */
  List<TaskView> awaitedBy(TaskView task) {
    return awaited.getOrDefault(task.id(), List.of());
  }

  /** The tasks that nobody awaits. */
  List<TaskView> roots() {
    return tasks.values().stream()
        .filter(task -> task.awaitedBy().stream().noneMatch(tasks::containsKey))
        .toList();
  }

  /** Tasks that wait for each other in a ring; each of them in one ring at least. */
  List<List<TaskView>> rings() {
    List<List<TaskView>> rings = new ArrayList<>();
    Set<Integer> finished = new HashSet<>();
    for (TaskView start : tasks.values()) {
      if (!finished.contains(start.id())) {
        follow(start, finished, rings);
      }
    }
    return rings;
  }

  /**
   * Looks at all that can be reached from a task, each once. Not by recursion: a chain of tasks may
   * be longer than a Java stack.
   */
  private void follow(TaskView start, Set<Integer> finished, List<List<TaskView>> rings) {
    List<TaskView> path = new ArrayList<>();
    Map<Integer, Integer> places = new HashMap<>();
    Deque<Iterator<TaskView>> open = new ArrayDeque<>();
    open.push(List.of(start).iterator());
    while (!open.isEmpty()) {
      if (!open.peek().hasNext()) {
        open.pop();
        if (!path.isEmpty()) {
          TaskView last = path.remove(path.size() - 1);
          places.remove(last.id());
          finished.add(last.id());
        }
        continue;
      }
      TaskView next = open.peek().next();
      Integer place = places.get(next.id());
      if (place != null) {
        rings.add(List.copyOf(path.subList(place, path.size())));
      } else if (!finished.contains(next.id())) {
        places.put(next.id(), path.size());
        path.add(next);
        open.push(awaitedBy(next).iterator());
      }
    }
  }
}
