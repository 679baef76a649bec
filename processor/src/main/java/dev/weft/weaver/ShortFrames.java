package dev.weft.weaver;

import dev.weft.weaver.analysis.TypeFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Says each frame by how it differs from the one before, as class files do.
 *
 * <p>ASM would find that out itself when it writes the class, by way of a descriptor for every type
 * in every frame: a fifth of all that weaving did.
 */
final class ShortFrames {
  /** So many locals more or fewer than the frame before can be said without the others. */
  private static final int MOST_DIFFERENT = 3;

  private ShortFrames() {}

  /** Shortens all frames of a method; it may not be analyzed any more. */
  static void in(String owner, MethodNode method) {
    List<FrameNode> frames = frames(method);
    if (!frames.isEmpty()) {
      Object[] before = atStart(owner, method);
      for (FrameNode frame : frames) {
        Object[] now = frame.local.toArray();
        shorten(frame, now, before);
        before = now;
      }
    }
  }

  // They are found first and shortened then: a loop over all instructions is compiled with all
  // that it calls.
  private static List<FrameNode> frames(MethodNode method) {
    List<FrameNode> frames = new ArrayList<>();
    for (AbstractInsnNode insn = method.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      if (insn instanceof FrameNode frame) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static void shorten(FrameNode frame, Object[] now, Object[] before) {
    int more = now.length - before.length;
    int operands = frame.stack.size();
    frame.type = Opcodes.F_FULL;
    if (operands > 1
        || (operands == 1 && more != 0)
        || Math.abs(more) > MOST_DIFFERENT
        || !startAlike(now, before)) {
      return;
    }
    if (more == 0) {
      frame.type = operands == 0 ? Opcodes.F_SAME : Opcodes.F_SAME1;
    } else if (more > 0) {
      frame.type = Opcodes.F_APPEND;
      frame.local = Arrays.asList(now).subList(before.length, now.length);
    } else {
      frame.type = Opcodes.F_CHOP;
      frame.local = Arrays.asList(before).subList(now.length, before.length);
    }
  }

  private static boolean startAlike(Object[] one, Object[] other) {
    for (int n = Math.min(one.length, other.length) - 1; n >= 0; n--) {
      if (one[n] != other[n] && !one[n].equals(other[n])) { // It mostly is the same object.
        return false;
      }
    }
    return true;
  }

  /** What the JVM takes for the frame before the first. */
  private static Object[] atStart(String owner, MethodNode method) {
    List<Object> locals = new ArrayList<>();
    if ((method.access & Opcodes.ACC_STATIC) == 0) {
      locals.add(method.name.equals("<init>") ? Opcodes.UNINITIALIZED_THIS : owner);
    }
    for (Type parameter : Type.getArgumentTypes(method.desc)) {
      locals.add(TypeFrame.of(parameter));
    }
    return locals.toArray();
  }
}
