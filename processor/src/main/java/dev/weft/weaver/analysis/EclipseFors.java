package dev.weft.weaver.analysis;

import dev.weft.weaver.TypeLookup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the enhanced {@code for} loops over async iterables that Eclipse's compiler wrote, and that
 * ask for the next element at their end. Those without a way back have javac's shape.
 *
 * <pre>
 *         invokeinterface iterator(); astore i
 *         goto test
 *   body: ...
 *   test: aload i; invokeinterface Iterator.hasNext()Z; ifne body
 * </pre>
 */
public final class EclipseFors {
  /**
   * A loop, by what is particular to its shape.
   *
   * @param enter jumps to the test
   * @param frame stands at the test
   * @param load loads the iterator there
   * @param hasNext asks it
   * @param again jumps to the body
   */
  public record Loop(
      JumpInsnNode enter,
      FrameNode frame,
      VarInsnNode load,
      MethodInsnNode hasNext,
      JumpInsnNode again) {}

  /** The loops, in the order of their starts. */
  public static List<Loop> in(MethodNode method, Census census, TypeLookup types) {
    if (!anyRepeats(census)) {
      return List.of();
    }
    List<Loop> loops = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof JumpInsnNode enter
          && enter.getOpcode() == Opcodes.GOTO
          && Neighbours.previous(enter) instanceof VarInsnNode store
          && AsyncFors.mayStartAt(store, types)) {
        Loop loop = loop(store, enter);
        if (loop != null) {
          loops.add(loop);
        }
      }
    }
    return loops;
  }

  /** Whether something is done as long as there is a next element. */
  private static boolean anyRepeats(Census census) {
    for (MethodInsnNode hasNext : census.hasNexts()) {
      AbstractInsnNode branch = Neighbours.next(hasNext);
      if (branch != null && branch.getOpcode() == Opcodes.IFNE) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Loop loop(VarInsnNode store, JumpInsnNode enter) {
    if (Neighbours.next(enter.label) instanceof VarInsnNode load
        && load.getOpcode() == Opcodes.ALOAD
        && load.var == store.var
        && Neighbours.next(load) instanceof MethodInsnNode hasNext
        && AsyncFors.isHasNext(hasNext)
        && Neighbours.next(hasNext) instanceof JumpInsnNode again
        && again.getOpcode() == Opcodes.IFNE
        && Neighbours.next(again.label) == Neighbours.next(enter)) {
      FrameNode frame = Neighbours.frameBehind(enter.label);
      return frame == null ? null : new Loop(enter, frame, load, hasNext, again);
    }
    return null;
  }

  private EclipseFors() {}
}
