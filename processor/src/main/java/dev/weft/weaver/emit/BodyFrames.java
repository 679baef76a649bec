package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.Layout;
import dev.weft.weaver.analysis.Saved;
import dev.weft.weaver.analysis.TypeFrame;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  private final String receiver;
  private final String frameClass;

  /**
   * @param receiver internal name of what slot 0 holds
   * @param frameClass internal name of the frame's class
   */
  BodyFrames(String receiver, String frameClass) {
    this.receiver = receiver;
    this.frameClass = frameClass;
  }

  /** Only receiver, frame and task, of the types they have as parameters. */
  FrameNode atEntry() {
    Object[] locals = {receiver, RuntimeNames.FRAME, RuntimeNames.TASK};
    return new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
  }

  /** Locals and operands as {@code layout} has them, and {@code more} on top of the operands. */
  FrameNode with(Layout layout, Object... more) {
    return node(locals(layout), layout, more);
  }

  /** The same with an int in {@code slot}, above all locals. */
  FrameNode withNumber(int slot, Layout layout, Object... more) {
    List<Object> locals = locals(layout);
    fillTo(slot, locals, width(locals));
    locals.add(Opcodes.INTEGER);
    return node(locals, layout, more);
  }

  /** Makes every frame of {@code body} name the class of the frame. */
  void setFrameClass(MethodNode body) {
    if (frameClass.equals(RuntimeNames.FRAME)) {
      return; // They do already.
    }
    for (AbstractInsnNode insn = body.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      if (insn instanceof FrameNode node) {
        node.local.set(1, frameClass);
      }
    }
  }

  /**
   * The frame that stands at the place right before {@code insn}, or null. Two at one place are one
   * too many, and that of the compiler admits all that ours would.
   */
  static @Nullable FrameNode at(@Nullable AbstractInsnNode insn) {
    AbstractInsnNode next = insn;
    while (next != null && next.getOpcode() < 0) {
      if (next instanceof FrameNode node) {
        return node;
      }
      next = next.getNext();
    }
    return null;
  }

  private List<Object> locals(Layout layout) {
    List<Object> locals = new ArrayList<>();
    Collections.addAll(locals, receiver, frameClass, RuntimeNames.TASK);
    int width = locals.size();
    for (Saved local : layout.locals()) {
      fillTo(local.slot(), locals, width);
      locals.add(local.type());
      width = local.slot() + (TypeFrame.isWide(local.type()) ? 2 : 1);
    }
    return locals;
  }

  private static void fillTo(int slot, List<Object> locals, int width) {
    for (int n = width; n < slot; n++) {
      locals.add(Opcodes.TOP);
    }
  }

  private static int width(List<Object> locals) {
    int width = locals.size();
    for (Object type : locals) {
      width += TypeFrame.isWide(type) ? 1 : 0;
    }
    return width;
  }

  private static FrameNode node(List<Object> locals, Layout layout, Object[] more) {
    List<Saved> operands = layout.operands();
    Object[] stack = new Object[operands.size() + more.length];
    for (int n = 0; n < operands.size(); n++) {
      stack[n] = operands.get(n).type();
    }
    System.arraycopy(more, 0, stack, operands.size(), more.length);
    return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.length, stack);
  }
}
