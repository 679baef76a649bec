package dev.weft.weaver.rewrite;

import dev.weft.weaver.names.RuntimeNames;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Makes enhanced {@code for} loops over async iterables await each element.
 *
 * <pre>
 *   invokeinterface Iterator.hasNext()Z   =>   invokestatic  AsyncFor.advance(Iterator)Coroutine
 *                                              invokestatic  Asyncio.await(Awaitable)Object
 *                                              checkcast     Boolean
 *                                              invokevirtual Boolean.booleanValue()Z
 * </pre>
 *
 * <p>Must run before they are looked for, because it adds suspension points.
 */
public final class AwaitElements {
  /** Rewrites each of the calls. */
  public static void at(List<MethodInsnNode> loops, MethodNode method) {
    for (MethodInsnNode hasNext : loops) {
      InsnList code =
          AwaitedCall.of(
              RuntimeNames.ASYNC_FOR, RuntimeNames.ADVANCE, RuntimeNames.ADVANCE_DESCRIPTOR);
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, "java/lang/Boolean"));
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKEVIRTUAL, "java/lang/Boolean", "booleanValue", "()Z", false));
      method.instructions.insert(hasNext, code);
      method.instructions.remove(hasNext);
    }
  }

  private AwaitElements() {}
}
