package dev.weft.weaver.rewrite;

import dev.weft.weaver.analysis.TypeFrame;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;

/**
 * The locals of a frame by slot, so that a wide value has two entries, the second of them TOP: what
 * a slot holds can then be read and set without counting.
 */
final class FrameSlots {
  /** Those of {@code frame}, to be changed. */
  static List<Object> of(FrameNode frame) {
    List<Object> slots = new ArrayList<>();
    for (Object type : frame.local) {
      slots.add(type);
      if (TypeFrame.isWide(type)) {
        slots.add(Opcodes.TOP);
      }
    }
    return slots;
  }

  /** Sets one, which may lie behind the last. */
  static void set(List<Object> slots, int slot, Object type) {
    while (slots.size() <= slot) {
      slots.add(Opcodes.TOP);
    }
    slots.set(slot, type);
  }

  /** A frame with these locals. */
  static FrameNode frame(List<Object> slots, List<Object> stack) {
    List<Object> locals = new ArrayList<>();
    for (int slot = 0; slot < slots.size(); slot++) {
      Object type = slots.get(slot);
      locals.add(type);
      if (TypeFrame.isWide(type)) {
        slot++;
      }
    }
    return new FrameNode(
        Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
  }

  /** The first frame at {@code insn} or behind it; there must be one. */
  static FrameNode nextFrame(AbstractInsnNode insn) {
    AbstractInsnNode at = insn;
    while (!(at instanceof FrameNode frame)) {
      at = at.getNext();
    }
    return frame;
  }

  private FrameSlots() {}
}
