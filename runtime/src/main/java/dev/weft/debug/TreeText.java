package dev.weft.debug;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A dump as a tree: a task, below it its awaits from the outermost to the innermost, below that the
 * tasks it awaits.
 */
final class TreeText {
  /** Of a longer chain of awaits the innermost are shown. */
  private static final int MOST_PLACES = 30;

  /**
   * A task deeper than that starts anew at the margin: a chain of thousands would be a text of
   * gigabytes, nearly all of it spaces.
   */
  private static final int MOST_NESTED = 20;

  private final StringBuilder text = new StringBuilder();
  private final AwaitGraph graph;
  private final Set<Integer> shown = new HashSet<>();
  private final Deque<TaskView> atMargin = new ArrayDeque<>();

  private TreeText(TaskDump dump) {
    graph = new AwaitGraph(dump);
  }

  static String of(TaskDump dump) {
    TreeText tree = new TreeText(dump);
    Headline.append(tree.text, dump);
    tree.rings();
    tree.graph.roots().forEach(tree::atMargin);
    for (TaskView task : dump.tasks()) {
      if (!tree.shown.contains(task.id())) {
        tree.atMargin(task); // Its ring has no root; this is as good as any.
      }
    }
    tree.timers(dump);
    return tree.text.toString();
  }

  private void rings() {
    for (List<TaskView> ring : graph.rings()) {
      text.append("These wait for each other: ");
      text.append(
          Stream.concat(ring.stream(), Stream.of(ring.get(0)))
              .map(TaskView::name)
              .collect(Collectors.joining(" -> ")));
      text.append('\n');
    }
  }

  private void atMargin(TaskView root) {
    atMargin.add(root);
    TaskView next;
    while ((next = atMargin.poll()) != null) {
      if (!shown.contains(next.id())) { // Several may await it.
        task(next, "", true, 0);
      }
    }
  }

  private void task(TaskView task, String indent, boolean last, int depth) {
    if (depth > MOST_NESTED && !shown.contains(task.id())) {
      line(indent, last, "(T) " + task.headline() + ", see below");
      atMargin.add(task);
      return;
    }
    boolean again = !shown.add(task.id());
    line(indent, last, "(T) " + task.headline() + (again ? ", see above" : ""));
    if (again) {
      return;
    }
    String inner = below(indent, last);
    StackTraceElement made = task.createdAt();
    List<TaskView> awaited = graph.awaitedBy(task);
    List<String> places = places(task);
    if (places.isEmpty()) {
      places = List.of(task.coroutine());
    }
    for (int i = 0; i < places.size(); i++) {
      line(inner, true, places.get(i) + (i == 0 ? madeAt(made) : ""));
      inner = below(inner, true);
    }
    for (int i = 0; i < awaited.size(); i++) {
      task(awaited.get(i), inner, i == awaited.size() - 1, depth + 1);
    }
  }

  private static String madeAt(@Nullable StackTraceElement made) {
    return made == null ? "" : "   [made at " + Places.text(made) + "]";
  }

  /** Outermost first. */
  private static List<String> places(TaskView task) {
    List<StackTraceElement> stack = task.stack();
    List<String> places = new ArrayList<>();
    for (StackTraceElement place : stack.subList(0, Math.min(MOST_PLACES, stack.size()))) {
      places.add(Places.text(place));
    }
    if (stack.size() > MOST_PLACES) {
      places.add("... " + (stack.size() - MOST_PLACES) + " awaits more");
    }
    Collections.reverse(places);
    return places;
  }

  private void timers(TaskDump dump) {
    for (TimerView timer : dump.timers()) {
      String what = timer.what() + " in " + Times.text(timer.left()) + madeAt(timer.createdAt());
      line("", true, "(timer) " + what);
    }
  }

  private void line(String indent, boolean last, String what) {
    text.append(indent).append(last ? "\u2514\u2500\u2500 " : "\u251c\u2500\u2500 ");
    text.append(what).append('\n');
  }

  private static String below(String indent, boolean last) {
    return indent + (last ? "    " : "\u2502   ");
  }
}
