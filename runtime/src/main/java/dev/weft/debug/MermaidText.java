package dev.weft.debug;

/** A dump as a Mermaid flowchart: a box for each task, an arrow to each that it awaits. */
final class MermaidText {
  private MermaidText() {}

  static String of(TaskDump dump) {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    AwaitGraph graph = new AwaitGraph(dump);
    for (TaskView task : dump.tasks()) {
      text.append("  t").append(task.id()).append("[\"").append(label(task)).append("\"]\n");
    }
    for (TaskView task : dump.tasks()) {
      for (TaskView awaited : graph.awaitedBy(task)) {
        text.append("  t").append(task.id()).append(" --> t").append(awaited.id()).append('\n');
      }
    }
    return text.toString();
  }

  private static String label(TaskView task) {
    StringBuilder label = new StringBuilder(escaped(task.name()));
    label.append("<br/>").append(escaped(task.stateText()));
    if (task.waitsFor() != null) {
      label.append(": ").append(escaped(task.waitsFor()));
    }
    if (!task.stack().isEmpty()) {
      label.append("<br/>").append(escaped(Places.text(task.stack().get(0))));
    }
    return label.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
