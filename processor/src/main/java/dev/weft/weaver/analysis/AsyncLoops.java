package dev.weft.weaver.analysis;

import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds where the bodies of the loops over async iterables begin and end.
 *
 * <p>Compilers write the body of a loop in one piece, behind the branch that leaves the loop. Where
 * that branch goes does not tell the body's end: it may go straight on to wherever a jump there
 * would lead. The frames do: every frame in the body has the iterator, which is in scope, and the
 * first frame behind it has not. There is one, or the code ends, because nothing runs on from the
 * body of a loop into code that nobody else jumps to.
 */
public final class AsyncLoops {
  /**
   * Finds them, outer loops before those in them. Adds labels to the code to mark them, which mean
   * nothing.
   */
  public static List<AsyncLoop> in(MethodNode method) {
    List<AsyncLoop> loops = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof MethodInsnNode call
          && call.owner.equals(RuntimeNames.ASYNC_FOR)
          && call.name.equals(RuntimeNames.ADVANCE)
          && Neighbours.previous(call) instanceof VarInsnNode head) {
        AbstractInsnNode branch = branchAfter(call);
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        method.instructions.insert(branch, start);
        method.instructions.insert(lastOf(method, start, head.var), end);
        loops.add(new AsyncLoop(head, start, end));
      }
    }
    return loops;
  }

  /** {@code if (!advanced) goto out}, or that around a far jump. */
  private static AbstractInsnNode branchAfter(MethodInsnNode advance) {
    AbstractInsnNode insn = advance;
    while (!(insn instanceof JumpInsnNode branch)) {
      insn = insn.getNext();
    }
    AbstractInsnNode next = Neighbours.next(branch);
    return branch.getOpcode() == Opcodes.IFNE && next instanceof JumpInsnNode far ? far : branch;
  }

  private static AbstractInsnNode lastOf(MethodNode method, LabelNode start, int iterator) {
    AbstractInsnNode last = start;
    for (AbstractInsnNode insn = start; insn != null; insn = insn.getNext()) {
      if (insn instanceof FrameNode node) {
        TypeFrame frame = new TypeFrame(method.maxLocals);
        frame.set(node);
        if (frame.local(iterator) == Opcodes.TOP) {
          break;
        }
      } else if (insn.getOpcode() >= 0) {
        last = insn;
      }
    }
    return last;
  }

  private AsyncLoops() {}
}
