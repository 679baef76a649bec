package dev.weft.weaver.analysis;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.SuspensionPoints;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which locals must have a value of their type at a place, whether or not code reads it.
 *
 * <p>More than the live ones when there is debug information: a variable that the debugger shows at
 * a frame of the {@code StackMapTable} or at a suspension point counts as read there. Frames keep
 * exactly these ({@link dev.weft.weaver.rewrite.TrimFrames}), so every way that leads to a frame
 * brings what the frame names.
 */
final class RequiredLocals {
  /**
   * Computes it.
   *
   * @param live what is live; the answer if nothing more is required
   * @param types knows the suspension points
   */
  static Liveness of(
      MethodNode body,
      SuspensionPoints points,
      ControlFlow flow,
      TypeSimulation types,
      VisibleVariables visible,
      Liveness live,
      Keep keep) {
    if (visible.isEmpty() && keep == Keep.NEEDED) {
      return live;
    }
    SlotSets reads = new SlotSets(flow.size(), flow.slots());
    TypeFrame stated = new TypeFrame(body.maxLocals);
    for (FrameNode node : flow.frames()) {
      stated.set(node);
      visible.addTyped(flow.index(node), stated, reads);
    }
    for (SuspensionPoint point : points) {
      int index = flow.index(point.call());
      TypeFrame frame = types.before(point.call());
      if (frame != null) {
        visible.addTyped(index, frame, reads);
        if (keep == Keep.ALL_NUMBERS) {
          addNumbers(index, frame, reads);
        }
      }
    }
    return live.with(reads);
  }

  private static void addNumbers(int index, TypeFrame frame, SlotSets reads) {
    for (int slot = BodySlots.FIRST_LOCAL; slot < frame.maxLocals(); slot++) {
      if (TypeFrame.isNumber(frame.local(slot))) {
        reads.add(index, slot);
      }
    }
  }

  private RequiredLocals() {}
}
