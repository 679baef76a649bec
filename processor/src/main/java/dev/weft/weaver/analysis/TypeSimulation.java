package dev.weft.weaver.analysis;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The types before chosen instructions of a method, found as the JVM's type-checking verifier does.
 *
 * <p>Within a stretch of code each instruction is executed on types; at every place that is jumped
 * to, the {@code StackMapTable} that the compiler wrote says what is there. So only the stretches
 * with a chosen instruction are looked at, and nothing is ever merged: no common superclass is ever
 * looked for and no class of the user is loaded, and what is not on the class path of the build
 * does no harm.
 *
 * <p>Needs a class file of Java 7 or newer, read with expanded frames.
 */
public final class TypeSimulation {
  private final Map<AbstractInsnNode, TypeFrame> frames = new IdentityHashMap<>();

  private TypeSimulation() {}

  /** The types before each of {@code wanted}, which are in the order of the code. */
  public static TypeSimulation before(
      List<? extends AbstractInsnNode> wanted, String owner, MethodNode method) {
    TypeSimulation simulation = new TypeSimulation();
    TypeFrame frame = new TypeFrame(method.maxLocals);
    AbstractInsnNode at = method.instructions.getFirst();
    frame.setParameters(owner, method);
    boolean reachable = true;
    for (AbstractInsnNode next : wanted) {
      AbstractInsnNode start = startOf(next, at);
      if (start instanceof FrameNode node) {
        frame.set(node);
        reachable = true;
      }
      reachable = reachable && frame.execute(start, next);
      if (reachable) {
        simulation.frames.put(next, frame.copy());
      }
      at = next;
    }
    return simulation;
  }

  /** The types before {@code insn}; null when it was not wanted or cannot be reached. */
  public @Nullable TypeFrame before(AbstractInsnNode insn) {
    return frames.get(insn);
  }

  /** The frame of the stretch with {@code insn}, or {@code known} if that is nearer. */
  private static AbstractInsnNode startOf(AbstractInsnNode insn, AbstractInsnNode known) {
    AbstractInsnNode start = insn;
    while (start != known && !(start instanceof FrameNode)) {
      start = start.getPrevious();
    }
    return start;
  }
}
