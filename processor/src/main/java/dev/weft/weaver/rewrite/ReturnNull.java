package dev.weft.weaver.rewrite;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes the body of an async lambda without a result return null.
 *
 * <pre>
 *   return     =>  aconst_null; areturn
 * </pre>
 *
 * <p>Why: every body gives an Object, and the verifier refuses a plain {@code return} there.
 */
public final class ReturnNull {
  /** Rewrites each {@code return}. */
  public static void in(MethodNode body) {
    for (AbstractInsnNode insn : body.instructions) {
      if (insn.getOpcode() == Opcodes.RETURN) {
        body.instructions.insertBefore(insn, new InsnNode(Opcodes.ACONST_NULL));
        body.instructions.set(insn, new InsnNode(Opcodes.ARETURN));
        body.maxStack = Math.max(body.maxStack, 1);
      }
    }
  }

  private ReturnNull() {}
}
