package dev.weft.weaver.listing;

import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Layout;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A state machine as a Mermaid diagram: its suspension points with their source lines, which of
 * them can follow which, and where a failure of what is awaited goes.
 *
 * <p>Failures of the code between two suspension points are left out: they would lead from almost
 * everywhere to every handler.
 */
public final class StatePicture {
  private static final String START = "start";
  private static final String END = "[*]";
  private static final String ENDS = "ends";
  private static final String THROWS = "throws";

  private final ControlFlow flow;
  private final Layouts layouts;
  private final Map<AbstractInsnNode, String> states = new IdentityHashMap<>();
  private final Map<LabelNode, String> handlers = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder("stateDiagram-v2\n");

  private StatePicture(MethodNode body, Layouts layouts) {
    this.flow = ControlFlow.of(body);
    this.layouts = layouts;
  }

  /**
   * The diagram for a body that has its suspension points but is no state machine yet.
   *
   * @param line the method's first line
   */
  public static String of(MethodNode body, Layouts layouts, int line) {
    StatePicture picture = new StatePicture(body, layouts);
    picture.draw(line);
    return picture.text.toString();
  }

  private void draw(int line) {
    add(END, START, "");
    name(START, "start", line);
    List<SuspensionPoint> points = layouts.states();
    for (int n = 0; n < points.size(); n++) {
      SuspensionPoint point = points.get(n);
      states.put(point.call(), "s" + (n + 1));
      name("s" + (n + 1), (n + 1) + " " + (point.emits() ? "emit" : "await"), point.line());
    }
    Map<SuspensionPoint, Layout> byPoint = new IdentityHashMap<>();
    layouts.groups().forEach(g -> g.points().forEach(point -> byPoint.put(point, g.layout())));
    points.forEach(
        point -> Objects.requireNonNull(byPoint.get(point)).catches().forEach(this::add));
    follow(START, 0);
    for (SuspensionPoint point : points) {
      String state = Objects.requireNonNull(states.get(point.call()));
      follow(state, flow.index(point.call()) + 1);
      failures(state, Objects.requireNonNull(byPoint.get(point)).catches());
    }
    handlers.forEach((label, name) -> follow(name, flow.index(label)));
  }

  private void add(Layout.Catch handler) {
    if (!handlers.containsKey(handler.handler())) {
      String name = "h" + (handlers.size() + 1);
      handlers.put(handler.handler(), name);
      name(name, caught(handler.type()), lineAt(flow.index(handler.handler())));
    }
  }

  /** Which handlers see what the await throws; the first that catches all sees the rest. */
  private void failures(String state, List<Layout.Catch> catches) {
    Set<String> drawn = new LinkedHashSet<>();
    for (Layout.Catch each : catches) {
      String handler = Objects.requireNonNull(handlers.get(each.handler()));
      if (drawn.add(handler)) {
        add(state, handler, THROWS);
      }
      if (each.type() == null || each.type().equals(RuntimeNames.THROWABLE)) {
        return;
      }
    }
  }

  /** Draws arrows to all that the code from {@code index} on reaches without a stop between. */
  private void follow(String from, int index) {
    BitSet seen = new BitSet();
    Deque<Integer> left = new ArrayDeque<>(List.of(index));
    Set<String> reached = new LinkedHashSet<>();
    while (!left.isEmpty()) {
      int at = left.pop();
      if (at >= flow.size() || seen.get(at)) {
        continue;
      }
      seen.set(at);
      String state = states.get(flow.insn(at));
      int opcode = flow.insn(at).getOpcode();
      if (state != null) {
        reached.add(state);
      } else if (opcode == Opcodes.ARETURN) {
        reached.add(ENDS);
      } else if (opcode == Opcodes.ATHROW) {
        reached.add(THROWS);
      } else {
        if (flow.runsOn(at)) {
          left.add(at + 1);
        }
        for (int target : flow.targets(at)) {
          left.add(target);
        }
      }
    }
    for (String to : reached) {
      boolean leaves = to.equals(ENDS) || to.equals(THROWS);
      add(from, leaves ? END : to, leaves ? to : "");
    }
  }

  private void add(String from, String to, String what) {
    text.append("  ").append(from).append(" --> ").append(to);
    text.append(what.isEmpty() ? "\n" : " : " + what + "\n");
  }

  private void name(String state, String what, int line) {
    text.append("  ").append(state).append(" : ").append(what);
    text.append(line > 0 ? ", line " + line + "\n" : "\n");
  }

  private static String caught(@Nullable String type) {
    return type == null ? "finally" : "catch " + type.substring(type.lastIndexOf('/') + 1);
  }

  private int lineAt(int index) {
    for (int at = index; at < flow.size(); at++) {
      if (flow.insn(at) instanceof LineNumberNode number) {
        return number.line;
      }
    }
    return -1;
  }
}
