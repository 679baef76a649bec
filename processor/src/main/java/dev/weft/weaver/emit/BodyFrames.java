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
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;

/**
 * Entries of the {@code StackMapTable} for the new labels of a body.
 *
 * <p>The frame is of the general class everywhere: it may be null, and a larger one is known as
 * such only between a label of these and the next.
 */
final class BodyFrames {
  private final String receiver;

  /**
   * @param receiver internal name of what slot 0 holds
   */
  BodyFrames(String receiver) {
    this.receiver = receiver;
  }

  /** Only what every body is given. */
  FrameNode atEntry() {
    Object[] locals = {receiver, RuntimeNames.FRAME, RuntimeNames.TASK, Opcodes.INTEGER};
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

  /**
   * The frame that stands at the place right before {@code insn}, or null. Two at one place are one
   * too many, and that of the compiler admits all that ours would.
   */
  static @Nullable FrameNode at(@Nullable AbstractInsnNode insn) {
    AbstractInsnNode next = insn;
    // Not whatever has no opcode: a probe of JaCoCo is code, and behind it is another place.
    while (next instanceof LabelNode || next instanceof LineNumberNode) {
      next = next.getNext();
    }
    return next instanceof FrameNode node ? node : null;
  }

  private List<Object> locals(Layout layout) {
    List<Object> locals = new ArrayList<>();
    Collections.addAll(locals, receiver, RuntimeNames.FRAME, RuntimeNames.TASK, Opcodes.INTEGER);
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
