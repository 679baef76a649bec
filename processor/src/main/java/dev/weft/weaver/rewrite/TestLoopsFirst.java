package dev.weft.weaver.rewrite;

import dev.weft.weaver.analysis.EclipseFors;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.TypeFrame;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives enhanced {@code for} loops of Eclipse's compiler the shape that javac's have.
 *
 * <pre>
 *         invokeinterface iterator(); astore i      ...; astore i
 *         goto test                            =>   head: aload i; hasNext; ifeq out
 *   body: ...                                       body: ...
 *   test: aload i; hasNext; ifne body               test: goto head
 *                                                   out:
 * </pre>
 *
 * <p>Why: what comes after knows loops by their head. How: the head's frame is that of the test,
 * which the same code reaches; behind the loop stands a frame without the iterator, which is how
 * {@link dev.weft.weaver.analysis.AsyncLoops} finds its end.
 *
 * <p>Must run first.
 */
public final class TestLoopsFirst {
  /** Turns each of the loops. */
  public static void at(List<EclipseFors.Loop> loops, MethodNode method) {
    loops.forEach(loop -> turn(loop, method.instructions));
  }

  private static void turn(EclipseFors.Loop loop, InsnList code) {
    LabelNode head = new LabelNode();
    LabelNode out = new LabelNode();
    code.insertBefore(loop.enter(), head);
    code.insertBefore(loop.enter(), copy(loop.frame(), -1));
    for (AbstractInsnNode insn : new AbstractInsnNode[] {loop.load(), loop.hasNext()}) {
      code.remove(insn);
      code.insertBefore(loop.enter(), insn);
    }
    code.set(loop.enter(), new JumpInsnNode(Opcodes.IFEQ, out));
    if (Neighbours.frameBehind(loop.again()) == null) {
      code.insert(loop.again(), copy(loop.frame(), loop.load().var));
    }
    code.insert(loop.again(), out);
    code.set(loop.again(), new JumpInsnNode(Opcodes.GOTO, head));
  }

  /** The frame, with nothing in the slot; -1 for none. */
  private static FrameNode copy(FrameNode frame, int without) {
    Object[] locals = frame.local.toArray();
    int slot = 0;
    for (int n = 0; n < locals.length; n++) {
      if (slot == without) {
        locals[n] = Opcodes.TOP;
      }
      slot += TypeFrame.isWide(locals[n]) ? 2 : 1;
    }
    List<Object> stack = frame.stack;
    return new FrameNode(Opcodes.F_NEW, locals.length, locals, stack.size(), stack.toArray());
  }

  private TestLoopsFirst() {}
}
