package dev.weft.weaver.rewrite;

import dev.weft.weaver.names.RuntimeNames;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes try-with-resources statements await that async resources are closed.
 *
 * <pre>
 *   invokeinterface R.close()V   =>   invokestatic AsyncWith.close(AutoCloseable)Coroutine
 *                                     invokestatic Asyncio.await(Awaitable)Object
 *                                     pop
 * </pre>
 *
 * <p>All else, null resources, order and suppressed exceptions, is in the compiler's code around it
 * and stays as it is.
 *
 * <p>Must run before they are looked for, because it adds suspension points.
 */
public final class AwaitClosing {
  /** Rewrites each of the calls. */
  public static void at(List<MethodInsnNode> closes, MethodNode method) {
    for (MethodInsnNode close : closes) {
      InsnList code =
          AwaitedCall.of(
              RuntimeNames.ASYNC_WITH, RuntimeNames.CLOSE, RuntimeNames.CLOSE_DESCRIPTOR);
      code.add(new InsnNode(Opcodes.POP));
      method.instructions.insert(close, code);
      method.instructions.remove(close);
    }
  }

  private AwaitClosing() {}
}
