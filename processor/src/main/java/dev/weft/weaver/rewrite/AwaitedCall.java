package dev.weft.weaver.rewrite;

import dev.weft.weaver.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;

/** The code that calls a method of the runtime and awaits the coroutine that it returns. */
final class AwaitedCall {
  /** Leaves what was awaited on the stack, as an Object. */
  static InsnList of(String owner, String name, String descriptor) {
    InsnList code = new InsnList();
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            RuntimeNames.ASYNCIO,
            RuntimeNames.AWAIT,
            RuntimeNames.AWAIT_AWAITABLE,
            false));
    return code;
  }

  private AwaitedCall() {}
}
