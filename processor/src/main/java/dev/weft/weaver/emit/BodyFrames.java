package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.Layout;
import dev.weft.weaver.analysis.Saved;
import dev.weft.weaver.analysis.TypeFrame;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/** Entries of the {@code StackMapTable} for the new labels of a body. */
final class BodyFrames {
  private final List<Object> fixed;

  /**
   * @param receiver internal name of what slot 0 holds
   * @param frameClass internal name of the frame's class
   */
  BodyFrames(String receiver, String frameClass) {
    this.fixed = List.of(receiver, frameClass, RuntimeNames.TASK);
  }

  /** Only receiver, frame and task; nothing on the stack. */
  FrameNode atEntry() {
    return node(List.of(), List.of());
  }

  /** Locals and operands as {@code layout} has them, and {@code more} on top of the operands. */
  FrameNode with(Layout layout, Object... more) {
    List<Object> stack = new ArrayList<>();
    layout.operands().forEach(operand -> stack.add(operand.type()));
    stack.addAll(List.of(more));
    return node(layout.locals(), stack);
  }

  /** Makes every frame of {@code body} name the class of the frame. */
  void setFrameClass(MethodNode body) {
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof FrameNode node) {
        node.local = new ArrayList<>(node.local);
        node.local.set(1, fixed.get(1));
      }
    }
  }

  /** Removes a frame where another one follows at the same place: two there are one too many. */
  static void removeDoubles(MethodNode body) {
    FrameNode previous = null;
    for (AbstractInsnNode insn : body.instructions.toArray()) {
      if (insn instanceof FrameNode node) {
        // The second is the compiler's, and admits all that the first does.
        if (previous != null) {
          body.instructions.remove(previous);
        }
        previous = node;
      } else if (insn.getOpcode() >= 0) {
        previous = null;
      }
    }
  }

  private FrameNode node(List<Saved> saved, List<Object> stack) {
    List<Object> locals = new ArrayList<>(fixed);
    int slot = locals.size();
    for (Saved local : saved) {
      for (; slot < local.slot(); slot++) {
        locals.add(Opcodes.TOP);
      }
      locals.add(local.type());
      slot += TypeFrame.isWide(local.type()) ? 2 : 1;
    }
    return new FrameNode(
        Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
  }
}
