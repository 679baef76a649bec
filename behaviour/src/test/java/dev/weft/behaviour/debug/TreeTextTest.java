package dev.weft.behaviour.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.debug.TaskDump;
import dev.weft.debug.TaskState;
import dev.weft.debug.TaskView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dumps as trees, of tasks that no test would like to run. */
class TreeTextTest {
  private static TaskView task(int id, String name, Integer... awaitedBy) {
    return new TaskView(
        id,
        name,
        TaskState.WAITING,
        false,
        "Shop.price",
        null,
        List.of(awaitedBy),
        List.of(),
        null,
        null);
  }

  private static String tree(List<TaskView> tasks) {
    return new TaskDump("loop", Duration.ZERO, tasks, List.of(), 0, 0, List.of()).tree();
  }

  /** Only the first of what a task awaits was looked at. */
  @Test
  void ringThroughTheSecondOfAGatherIsNamed() {
    String tree = tree(List.of(task(1, "A", 3), task(2, "B", 1), task(3, "C", 1)));

    assertThat(tree).contains("These wait for each other: A -> C -> A\n");
  }

  /** Each is nested in the one before: the indentation alone would be a gigabyte. */
  @Test
  void chainOfThousandsOfTasksIsATextOfItsSize() {
    List<TaskView> chain = new ArrayList<>();
    chain.add(task(0, "Task-0"));
    for (int i = 1; i < 20_000; i++) {
      chain.add(task(i, "Task-" + i, i - 1));
    }

    String tree = tree(chain);

    assertThat(tree.lines().filter(line -> line.startsWith("└── (T) Task-")))
        .startsWith("└── (T) Task-0 (waiting)", "└── (T) Task-21 (waiting)");
    assertThat(tree).contains("(T) Task-21 (waiting), see below", "(T) Task-19999 (waiting)");
    assertThat(tree.length()).isLessThan(10_000_000);
  }
}
