package dev.weft.weaver.analysis;

import dev.weft.weaver.BodyKind;
import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.SuspensionPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the lines that would wait with a monitor held.
 *
 * <p>The monitor belongs to a thread, not to a task: whatever runs on the loop meanwhile would be
 * let in.
 */
public final class MonitorCheck {
  /** The lines, without repetitions: javac copies {@code finally} blocks. */
  public static List<Integer> of(
      MethodNode method, SuspensionPoints points, List<ReturnSite> returns) {
    ControlFlow flow = ControlFlow.of(method);
    HeldMonitors monitors = HeldMonitors.of(flow);
    List<Integer> lines = new ArrayList<>();
    for (SuspensionPoint point : points) {
      if (monitors.anyAt(flow.index(point.call()))) {
        lines.add(point.line());
      }
    }
    for (ReturnSite site : returns) {
      if (site.inMonitor() && !site.tries().isEmpty() && !isDone(site)) {
        lines.add(lineOf(site.areturn()));
      }
    }
    return lines.stream().distinct().toList();
  }

  private static boolean isDone(ReturnSite site) {
    AbstractInsnNode producer =
        Optional.<AbstractInsnNode>ofNullable(site.store())
            .map(ReturnSites::onlyPredecessor)
            .orElse(null);
    return BodyKind.isDoneValue(producer) || BodyKind.isDoneNothing(producer);
  }

  private static int lineOf(AbstractInsnNode insn) {
    for (AbstractInsnNode at = insn; at != null; at = at.getPrevious()) {
      if (at instanceof LineNumberNode number) {
        return number.line;
      }
    }
    return -1;
  }

  private MonitorCheck() {}
}
