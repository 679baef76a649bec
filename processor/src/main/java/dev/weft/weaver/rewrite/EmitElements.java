package dev.weft.weaver.rewrite;

import dev.weft.weaver.SuspensionPoint;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives emits the shape of awaits.
 *
 * <pre>
 *   invokestatic Asyncio.emit(Object)V   =>   invokestatic Asyncio.emit(Object)Object
 *                                             pop
 * </pre>
 *
 * <p>Why: a suspension point takes one thing from the stack and leaves one there, and all later
 * passes rely on it. No such method exists; {@link dev.weft.weaver.emit.StateMachine} replaces it.
 *
 * <p>Must run before they are looked for, because it adds suspension points.
 */
public final class EmitElements {
  /** Rewrites each of the emits. */
  public static void at(List<MethodInsnNode> emits, MethodNode method) {
    for (MethodInsnNode emit : emits) {
      emit.desc = SuspensionPoint.EMITS;
      method.instructions.insert(emit, new InsnNode(Opcodes.POP));
    }
  }

  private EmitElements() {}
}
