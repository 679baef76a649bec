package dev.weft.weaver.analysis;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The types before chosen instructions of a method, found as the JVM's type-checking verifier does.
 *
 * <p>One pass forward: within a stretch of code each instruction is executed on types; at every
 * place that is jumped to, the {@code StackMapTable} that the compiler wrote says what is there.
 * Nothing is ever merged, so no common superclass is ever looked for and no class of the user is
 * loaded: what is not on the class path of the build does no harm.
 *
 * <p>Needs a class file of Java 7 or newer, read with expanded frames.
 */
public final class TypeSimulation {
  private final Map<AbstractInsnNode, TypeFrame> frames = new IdentityHashMap<>();

  private TypeSimulation() {}

  /** The types before each instruction that {@code wanted} picks. */
  public static TypeSimulation of(
      String owner, MethodNode method, BiPredicate<AbstractInsnNode, TypeFrame> wanted) {
    TypeSimulation simulation = new TypeSimulation();
    TypeFrame frame = atEntry(owner, method);
    boolean reachable = true;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode node) {
        frame.set(node);
        reachable = true;
      }
      if (reachable && wanted.test(insn, frame)) {
        simulation.frames.put(insn, frame.copy());
      }
      if (reachable && insn.getOpcode() >= 0) {
        frame.execute(insn);
        reachable = !ControlFlow.endsStretch(insn.getOpcode());
      }
    }
    return simulation;
  }

  /** The types before {@code insn}; null when it was not wanted or cannot be reached. */
  public @Nullable TypeFrame before(AbstractInsnNode insn) {
    return frames.get(insn);
  }

  private static TypeFrame atEntry(String owner, MethodNode method) {
    TypeFrame frame = new TypeFrame(method.maxLocals);
    int slot = 0;
    if ((method.access & Opcodes.ACC_STATIC) == 0) {
      frame.setLocal(slot++, owner);
    }
    for (Type parameter : Type.getArgumentTypes(method.desc)) {
      frame.setLocal(slot, TypeFrame.of(parameter));
      slot += parameter.getSize();
    }
    return frame;
  }
}
