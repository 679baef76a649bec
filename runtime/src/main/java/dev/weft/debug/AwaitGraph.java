package dev.weft.debug;

import java.util.ArrayList;
import java.util.HashSet;
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

  /** Tasks that wait for each other in a ring, each ring once. */
  List<List<TaskView>> rings() {
    List<List<TaskView>> rings = new ArrayList<>();
    Set<TaskView> finished = new HashSet<>();
    for (TaskView start : tasks.values()) {
      List<TaskView> path = new ArrayList<>();
      TaskView task = start;
      while (task != null && !finished.contains(task) && !path.contains(task)) {
        path.add(task);
        List<TaskView> next = awaitedBy(task);
        task = next.isEmpty() ? null : next.get(0);
      }
      if (task != null && path.contains(task)) {
        rings.add(List.copyOf(path.subList(path.indexOf(task), path.size())));
      }
      finished.addAll(path);
    }
    return rings;
  }
}
