package dev.weft.weaver.analysis;

import dev.weft.weaver.BodyKind;
import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.SuspensionPoints;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
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
      MethodNode method, List<ReturnSite> returns, HeldMonitors monitors) {
    if (monitors.isEmpty()) {
      return List.of();
    }
    List<Integer> lines = new ArrayList<>();
    for (SuspensionPoint point : SuspensionPoints.in(method)) {
      if (monitors.anyAt(method.instructions.indexOf(point.call()))) {
        add(point.line(), lines);
      }
    }
    for (ReturnSite site : returns) {
      if (site.inMonitor() && !site.tries().isEmpty() && !isDone(site)) {
        add(site.line(), lines);
      }
    }
    return lines;
  }

  private static void add(int line, List<Integer> lines) {
    if (!lines.contains(line)) {
      lines.add(line);
    }
  }

  private static boolean isDone(ReturnSite site) {
    AbstractInsnNode store = site.store();
    AbstractInsnNode producer = store == null ? null : ReturnSites.onlyPredecessor(store);
    return BodyKind.isDoneValue(producer) || BodyKind.isDoneNothing(producer);
  }

  private MonitorCheck() {}
}
