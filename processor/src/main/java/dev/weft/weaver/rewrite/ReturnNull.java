package dev.weft.weaver.rewrite;

import dev.weft.weaver.BodyKind;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes bodies without a result return null: those of async lambdas and generators.
 *
 * <pre>
 *   return                          =>  aconst_null; areturn
 *   invokestatic end; areturn       =>  aconst_null; areturn
 * </pre>
 *
 * <p>Why: every body gives an Object, and the verifier refuses a plain {@code return} there; {@code
 * end()} is only a word for the compiler.
 */
public final class ReturnNull {
  /** Rewrites each {@code return} and each {@code end()}. */
  public static void in(MethodNode body) {
    for (AbstractInsnNode insn : body.instructions) {
      if (insn.getOpcode() == Opcodes.RETURN) {
        body.instructions.insertBefore(insn, new InsnNode(Opcodes.ACONST_NULL));
        body.instructions.set(insn, new InsnNode(Opcodes.ARETURN));
        body.maxStack = Math.max(body.maxStack, 1);
      } else if (BodyKind.isEnd(insn)) {
        body.instructions.set(insn, new InsnNode(Opcodes.ACONST_NULL));
      }
    }
  }

  private ReturnNull() {}
}
