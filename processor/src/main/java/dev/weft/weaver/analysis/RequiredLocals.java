package dev.weft.weaver.analysis;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.SuspensionPoint;
import java.util.BitSet;
import org.objectweb.asm.Opcodes;
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
public final class RequiredLocals {
  /** Computes it; {@code types} must know the suspension points. */
  public static Liveness of(MethodNode body, ControlFlow flow, TypeSimulation types, Keep keep) {
    boolean nothingVisible = body.localVariables == null || body.localVariables.isEmpty();
    if (nothingVisible && keep == Keep.NEEDED) {
      return Liveness.of(flow);
    }
    VisibleVariables visible = VisibleVariables.of(body, flow);
    return Liveness.of(
        flow,
        (read, index) -> {
          TypeFrame frame = null;
          if (flow.insn(index) instanceof FrameNode node) {
            frame = new TypeFrame(body.maxLocals);
            frame.set(node);
          } else if (SuspensionPoint.isAwait(flow.insn(index))) {
            frame = types.before(flow.insn(index));
            if (frame != null && keep == Keep.ALL_NUMBERS) {
              read.or(numbers(frame));
            }
          }
          if (frame != null) {
            read.or(typed(visible.at(index), frame));
          }
        });
  }

  private static BitSet numbers(TypeFrame frame) {
    BitSet numbers = new BitSet();
    for (int slot = BodySlots.FIRST_LOCAL; slot < frame.maxLocals(); slot++) {
      numbers.set(slot, TypeFrame.isNumber(frame.local(slot)));
    }
    return numbers;
  }

  private static BitSet typed(BitSet slots, TypeFrame frame) {
    BitSet typed = new BitSet();
    slots.stream().filter(slot -> frame.local(slot) != Opcodes.TOP).forEach(typed::set);
    return typed;
  }

  private RequiredLocals() {}
}
