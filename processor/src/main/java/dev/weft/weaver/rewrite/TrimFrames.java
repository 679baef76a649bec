package dev.weft.weaver.rewrite;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Keep;
import dev.weft.weaver.analysis.Liveness;
import dev.weft.weaver.analysis.RequiredLocals;
import dev.weft.weaver.analysis.TypeFrame;
import dev.weft.weaver.analysis.TypeSimulation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Strikes from the {@code StackMapTable} the locals that are not required.
 *
 * <pre>
 *   frame [this, Frame, Task, int, String]   =>   frame [this, Frame, Task, -, String]
 * </pre>
 *
 * <p>Why: compilers name every local that is in scope, read or not. After a resume only the
 * required ones have a value; the verifier would miss the others at the next frame.
 *
 * <p>{@link RequiredLocals} keeps this consistent: a frame names what is required there, and what
 * is required there is required on every way to it.
 */
public final class TrimFrames {
  /** Trims each frame of {@code body}, {@code keep} being what the layouts keep. */
  public static void in(String owner, MethodNode body, Keep keep) {
    ControlFlow flow = ControlFlow.of(body);
    TypeSimulation types =
        TypeSimulation.of(owner, body, (insn, frame) -> SuspensionPoint.isAwait(insn));
    Liveness required = RequiredLocals.of(body, flow, types, keep);
    for (int index = 0; index < flow.size(); index++) {
      if (flow.insn(index) instanceof FrameNode frame) {
        frame.local = trimmed(frame.local, required.before(index));
      }
    }
  }

  private static List<Object> trimmed(List<Object> locals, BitSet required) {
    List<Object> trimmed = new ArrayList<>();
    int slot = 0;
    for (Object type : locals) {
      boolean kept = slot < BodySlots.FIRST_LOCAL || required.get(slot);
      trimmed.add(kept ? type : Opcodes.TOP);
      slot++;
      if (TypeFrame.isWide(type)) {
        slot++;
        if (!kept) {
          trimmed.add(Opcodes.TOP);
        }
      }
    }
    // A last slot that nobody names any more may lie above max_locals.
    while (trimmed.get(trimmed.size() - 1) == Opcodes.TOP) {
      trimmed.remove(trimmed.size() - 1);
    }
    return trimmed;
  }

  private TrimFrames() {}
}
