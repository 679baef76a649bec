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

/**
 * Entries of the {@code StackMapTable} for the new labels of a body.
 *
 * <p>The frame is a parameter of the general class, which is what a body gets that is only asked
 * for its line table; past the entry it is of the class that the body has made.
 */
final class BodyFrames {
  private final List<Object> atEntry;
  private final List<Object> inside;

  /**
   * @param receiver internal name of what slot 0 holds
   * @param frameClass internal name of the frame's class
   */
  BodyFrames(String receiver, String frameClass) {
    this.atEntry = List.of(receiver, RuntimeNames.FRAME, RuntimeNames.TASK);
    this.inside = List.of(receiver, frameClass, RuntimeNames.TASK);
  }

  /** Only receiver, frame and task, of the types they have as parameters. */
  FrameNode atEntry() {
    return node(atEntry, List.of(), List.of());
  }

  /** Locals and operands as {@code layout} has them, and {@code more} on top of the operands. */
  FrameNode with(Layout layout, Object... more) {
    List<Object> stack = new ArrayList<>();
    layout.operands().forEach(operand -> stack.add(operand.type()));
    stack.addAll(List.of(more));
    return node(inside, layout.locals(), stack);
  }

  /** Makes every frame of {@code body} name the class of the frame. */
  void setFrameClass(MethodNode body) {
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof FrameNode node) {
        node.local = new ArrayList<>(node.local);
        node.local.set(1, inside.get(1));
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

  private static FrameNode node(List<Object> fixed, List<Saved> saved, List<Object> stack) {
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
