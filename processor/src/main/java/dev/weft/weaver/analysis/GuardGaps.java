package dev.weft.weaver.analysis;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * What lies between the start of what a handler guards and the handler, and is not guarded by it:
 * there compilers write out what a statement does on its ways out.
 */
final class GuardGaps {
  /** Those instructions; none if {@code handler} is not the first instruction of one. */
  static List<AbstractInsnNode> of(MethodNode method, AbstractInsnNode handler) {
    List<TryCatchBlockNode> blocks = new ArrayList<>();
    AbstractInsnNode first = null;
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      if (Neighbours.next(block.handler) == handler) {
        blocks.add(block);
        if (first == null
            || method.instructions.indexOf(block.start) < method.instructions.indexOf(first)) {
          first = block.start;
        }
      }
    }
    List<AbstractInsnNode> gaps = new ArrayList<>();
    int guards = 0;
    for (AbstractInsnNode insn = first; insn != null && insn != handler; insn = insn.getNext()) {
      if (insn instanceof LabelNode label) {
        for (TryCatchBlockNode block : blocks) {
          guards += (block.start == label ? 1 : 0) - (block.end == label ? 1 : 0);
        }
      } else if (guards == 0) {
        gaps.add(insn);
      }
    }
    return gaps;
  }

  private GuardGaps() {}
}
