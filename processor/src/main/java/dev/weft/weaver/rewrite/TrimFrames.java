package dev.weft.weaver.rewrite;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Liveness;
import dev.weft.weaver.analysis.TypeFrame;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;

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
 * <p>{@code RequiredLocals} keeps this consistent: a frame names what is required there, and what
 * is required there is required on every way to it.
 */
public final class TrimFrames {
  /** Trims each frame of the body that {@code flow} and {@code required} are of. */
  public static void in(ControlFlow flow, Liveness required) {
    for (FrameNode frame : flow.frames()) {
      frame.local = trimmed(frame.local, flow.index(frame), required);
    }
  }

  private static List<Object> trimmed(List<Object> locals, int index, Liveness required) {
    List<Object> trimmed = new ArrayList<>(locals.size());
    int slot = 0;
    for (Object type : locals) {
      boolean kept = slot < BodySlots.FIRST_LOCAL || required.isLive(index, slot);
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
