package dev.weft.weaver.analysis;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * An enhanced {@code for} loop over an async iterable, in the shape that {@link
 * dev.weft.weaver.rewrite.AwaitElements} gives it.
 *
 * @param head loads the iterator; what jumps here goes on with the next element
 * @param start stands behind the branch that leaves the loop at its end
 * @param end stands behind the last instruction of the loop
 */
public record AsyncLoop(VarInsnNode head, LabelNode start, LabelNode end) {
  /** Whether {@code insn} stands in the body of the loop. */
  public boolean contains(InsnList code, AbstractInsnNode insn) {
    int index = code.indexOf(insn);
    return code.indexOf(start) < index && index < code.indexOf(end);
  }
}
