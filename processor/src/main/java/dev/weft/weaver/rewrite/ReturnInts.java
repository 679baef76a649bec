package dev.weft.weaver.rewrite;

import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.ReturnSites;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Lets a body give its int as it is, if each of its returns boxes one.
 *
 * <pre>
 *   invokestatic Integer.valueOf; areturn     =>  i2l; lreturn
 * </pre>
 *
 * <p>Why: a body that awaits this one directly unboxes the value at once, nearly always. Without
 * the box an awaited call through ten methods takes half the time, and no number is too large to
 * cost nothing. A long has room beside all ints for saying that the body has stopped.
 *
 * <p>Comes last before {@link dev.weft.weaver.emit.StateMachine}: all others know one sort of
 * return.
 */
public final class ReturnInts {
  /** Rewrites the returns of {@code body} if they are all of that kind; whether they are. */
  public static boolean in(MethodNode body) {
    List<MethodInsnNode> boxings = new ArrayList<>();
    for (AbstractInsnNode insn = body.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        MethodInsnNode boxing = asBoxing(ReturnSites.onlyPredecessor(insn));
        if (boxing == null) {
          return false;
        }
        boxings.add(boxing);
      }
    }
    if (boxings.isEmpty()) {
      return false;
    }
    boxings.forEach(boxing -> returnInt(body, boxing));
    body.desc = Type.getMethodDescriptor(Type.LONG_TYPE, Type.getArgumentTypes(body.desc));
    body.maxStack++;
    return true;
  }

  /** {@code insn} if it makes an object of an int; null otherwise. */
  public static @Nullable MethodInsnNode asBoxing(@Nullable AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
            && call.owner.equals(RuntimeNames.INTEGER)
            && call.name.equals("valueOf")
            && call.desc.equals("(I)Ljava/lang/Integer;")
        ? call
        : null;
  }

  private static void returnInt(MethodNode body, MethodInsnNode boxing) {
    body.instructions.set(
        Objects.requireNonNull(Neighbours.next(boxing)), new InsnNode(Opcodes.LRETURN));
    body.instructions.set(boxing, new InsnNode(Opcodes.I2L));
  }

  private ReturnInts() {}
}
