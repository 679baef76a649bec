package dev.weft.weaver;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method that has to be woven.
 *
 * @param owner its class
 * @param method the method as the compiler wrote it
 * @param kind what it gives its caller
 * @param line the first line of its code, or -1 when the class file does not say
 */
public record AsyncMethod(ClassNode owner, MethodNode method, BodyKind kind, int line) {
  /** The method with the line that its code says. */
  public static AsyncMethod of(ClassNode owner, MethodNode method, BodyKind kind) {
    return new AsyncMethod(owner, method, kind, firstLine(method));
  }

  /** The first line that {@code method} names, or -1. */
  public static int firstLine(MethodNode method) {
    for (AbstractInsnNode insn = method.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      if (insn instanceof LineNumberNode number) {
        return number.line;
      }
    }
    return -1;
  }
}
