package dev.weft.weaver;

import dev.weft.weaver.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * An await in the code: a call of {@code Asyncio.await}, or of {@code Asyncio.emit} as {@link
 * dev.weft.weaver.rewrite.EmitElements} leaves it.
 *
 * <p>It holds the instruction, not its index, so that a rewrite elsewhere does not invalidate it.
 *
 * @param call the instruction; takes what is awaited from the stack and leaves the value there
 * @param line source line, or -1 when the class file does not say
 */
public record SuspensionPoint(MethodInsnNode call, int line) {
  /** What {@code emit} is to be replaced by: like an await it leaves a value, which is dropped. */
  public static final String EMITS = "(L" + RuntimeNames.OBJECT + ";)L" + RuntimeNames.OBJECT + ";";

  /** Whether {@code insn} is an await. */
  public static boolean isAwait(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKESTATIC
        && call.owner.equals(RuntimeNames.ASYNCIO)
        && (call.name.equals(RuntimeNames.AWAIT)
            ? call.desc.equals(RuntimeNames.AWAIT_AWAITABLE)
                || call.desc.equals(RuntimeNames.AWAIT_STAGE)
            : call.name.equals(RuntimeNames.EMIT) && call.desc.equals(EMITS));
  }

  /** Whether {@code insn} is an emit as it is written. */
  public static boolean isEmit(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKESTATIC
        && call.owner.equals(RuntimeNames.ASYNCIO)
        && call.name.equals(RuntimeNames.EMIT)
        && call.desc.equals(RuntimeNames.EMIT_DESCRIPTOR);
  }

  /** Whether a stage of the JDK is awaited rather than an awaitable of the runtime. */
  public boolean awaitsStage() {
    return call.desc.equals(RuntimeNames.AWAIT_STAGE);
  }

  /** Whether an element is handed to whoever iterates. */
  public boolean emits() {
    return call.name.equals(RuntimeNames.EMIT);
  }
}
