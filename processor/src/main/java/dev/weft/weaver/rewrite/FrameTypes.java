package dev.weft.weaver.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/** The types that the {@code StackMapTable} names. */
final class FrameTypes {
  /** Says something else for some of them, wherever they stand. */
  static void replaceAll(MethodNode method, UnaryOperator<Object> change) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        frame.local = replaced(frame.local, change);
        frame.stack = replaced(frame.stack, change);
      }
    }
  }

  private static List<Object> replaced(List<Object> types, UnaryOperator<Object> change) {
    List<Object> replaced = new ArrayList<>(types);
    replaced.replaceAll(change);
    return replaced;
  }

  private FrameTypes() {}
}
