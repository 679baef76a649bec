package dev.weft.weaver.analysis;

import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the enhanced {@code for} loops over async iterables.
 *
 * <pre>
 *   invokeinterface AsyncIterable.iterator()AsyncIterator
 *   astore i
 *   loop: aload i
 *   invokeinterface Iterator.hasNext()Z      // this one is found
 * </pre>
 *
 * <p>javac declares {@code i} as {@code Iterator}, and so do the frames, whatever {@code
 * iterator()} gave; so the loop is told by the call whose result is stored. One that gives a plain
 * {@code Iterator} is a plain loop. One that gives some class of its own may be either: the runtime
 * looks.
 */
public final class AsyncFors {
  private static final String ITERATOR = "java/util/Iterator";

  /** The calls of {@code hasNext()} that stand at the heads of such loops. */
  public static List<MethodInsnNode> in(MethodNode method) {
    List<MethodInsnNode> found = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call
          && call.owner.equals(ITERATOR)
          && call.name.equals("hasNext")
          && mayBeAsync(iteratorOf(call))) {
        found.add(call);
      }
    }
    return found;
  }

  /** What javac's loop was started with: the call of {@code iterator()}, or null for other code. */
  private static @Nullable MethodInsnNode iteratorOf(MethodInsnNode hasNext) {
    AbstractInsnNode load = Neighbours.previous(hasNext);
    if (!(load instanceof VarInsnNode loaded) || load.getOpcode() != Opcodes.ALOAD) {
      return null;
    }
    AbstractInsnNode store = Neighbours.previous(load);
    if (!(store instanceof VarInsnNode stored)
        || store.getOpcode() != Opcodes.ASTORE
        || stored.var != loaded.var) {
      return null;
    }
    AbstractInsnNode value = Neighbours.previous(store);
    if (value instanceof TypeInsnNode cast && cast.getOpcode() == Opcodes.CHECKCAST) {
      value = Neighbours.previous(cast);
    }
    return value instanceof MethodInsnNode call && call.name.equals("iterator") ? call : null;
  }

  private static boolean mayBeAsync(@Nullable MethodInsnNode iterator) {
    if (iterator == null) {
      return false;
    }
    String given = Type.getReturnType(iterator.desc).getInternalName();
    return given.equals(RuntimeNames.ASYNC_ITERATOR)
        || (!given.equals(ITERATOR) && !given.startsWith("java/"));
  }

  private AsyncFors() {}
}
