package dev.weft.debug;

import java.util.ArrayList;
import java.util.List;

/** A dump as a table, one line a task. */
final class TableText {
  private static final List<String> HEAD =
      List.of("id", "task", "state", "age", "coroutine", "waits for", "at");

  private TableText() {}

  static String of(TaskDump dump) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    dump.tasks().forEach(task -> rows.add(row(task)));
    StringBuilder text = new StringBuilder();
    Headline.append(text, dump);
    if (rows.size() > 1) {
      append(text, rows);
    }
    return text.toString();
  }

  private static List<String> row(TaskView task) {
    return List.of(
        String.valueOf(task.id()),
        task.name(),
        task.stateText(),
        task.age() == null ? "-" : Times.text(task.age()),
        task.coroutine(),
        task.waitsFor() == null ? "-" : task.waitsFor(),
        task.stack().isEmpty() ? "-" : Places.text(task.stack().get(0)));
  }

  private static void append(StringBuilder text, List<List<String>> rows) {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
