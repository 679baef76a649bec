package dev.weft.weaver.analysis;

import dev.weft.weaver.TypeLookup;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
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
  /** The calls of {@code hasNext()} that stand at the heads of such loops. */
  public static List<MethodInsnNode> in(Census census, TypeLookup types) {
    List<MethodInsnNode> found = new ArrayList<>();
    for (MethodInsnNode call : census.hasNexts()) {
      if (Neighbours.previous(call) instanceof VarInsnNode load
          && Neighbours.previous(load) instanceof VarInsnNode store
          && store.var == load.var
          && mayStartAt(store, types)) {
        found.add(call);
      }
    }
    return found;
  }

  /** Whether that is what a loop asks before each element. */
  public static boolean isHasNext(MethodInsnNode call) {
    return call.name.equals("hasNext") && call.owner.equals(RuntimeNames.ITERATOR);
  }

  /** Whether what is stored there is the iterator of such a loop, if it is one of a loop. */
  public static boolean mayStartAt(VarInsnNode store, TypeLookup types) {
    return store.getOpcode() == Opcodes.ASTORE && mayBeAsync(iteratorOf(store), types);
  }

  /** The call of {@code iterator()} that gave what is stored, or null for other code. */
  private static @Nullable MethodInsnNode iteratorOf(VarInsnNode store) {
    AbstractInsnNode value = Neighbours.previous(store);
    if (value instanceof TypeInsnNode cast && cast.getOpcode() == Opcodes.CHECKCAST) {
      value = Neighbours.previous(cast);
    }
    return value instanceof MethodInsnNode call && call.name.equals("iterator") ? call : null;
  }

  private static boolean mayBeAsync(@Nullable MethodInsnNode iterator, TypeLookup types) {
    if (iterator == null) {
      return false;
    }
    String given = Type.getReturnType(iterator.desc).getInternalName();
    return given.equals(RuntimeNames.ITERATOR)
        ? types.inherits(iterator.owner, RuntimeNames.ASYNC_ITERABLE) == TypeLookup.Answer.YES
        : given.equals(RuntimeNames.ASYNC_ITERATOR) || !given.startsWith("java/");
  }

  private AsyncFors() {}
}
