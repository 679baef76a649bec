package dev.weft.weaver;

import dev.weft.weaver.names.RuntimeNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** What an async method gives its caller, which decides how it starts and how it returns. */
public enum BodyKind {
  /** {@code Coroutine}: the frame itself, which has not begun. */
  COROUTINE,
  /** {@code Task}: a task that runs the frame. */
  TASK,
  /** {@code CompletionStage} or {@code CompletableFuture}: a stage that the frame completes. */
  STAGE,
  /** {@code AsyncGenerator}: a generator over the frame. */
  GENERATOR,
  /** An async lambda that returns plainly: the frame, made by an {@code AsyncLambda}. */
  LAMBDA;

  /** The kind for a method of that descriptor; null when its return type is none of them. */
  public static @Nullable BodyKind of(String descriptor) {
    return switch (Type.getReturnType(descriptor).getDescriptor()) {
      case "L" + RuntimeNames.COROUTINE + ";" -> COROUTINE;
      case "L" + RuntimeNames.TASK + ";" -> TASK;
      case "L" + RuntimeNames.STAGE + ";", "L" + RuntimeNames.COMPLETABLE_FUTURE + ";" -> STAGE;
      case "L" + RuntimeNames.ASYNC_GENERATOR + ";" -> GENERATOR;
      default -> null;
    };
  }

  /** Whether what is returned is the result itself, not something that has to be awaited. */
  public boolean returnsPlainly() {
    return this == LAMBDA || this == GENERATOR;
  }

  /** Whether a returned value is a stage of the JDK rather than an awaitable of the runtime. */
  public boolean returnsStage() {
    return this == STAGE;
  }

  /** Whether {@code insn} wraps a plain result: {@code done(v)} and what goes for it elsewhere. */
  public static boolean isDoneValue(@Nullable AbstractInsnNode insn) {
    return isStatic(insn, RuntimeNames.ASYNCIO, RuntimeNames.DONE, RuntimeNames.DONE_VALUE)
        || isStatic(insn, RuntimeNames.TASK, RuntimeNames.DONE, RuntimeNames.TASK_DONE_VALUE)
        || isStatic(
            insn,
            RuntimeNames.COMPLETABLE_FUTURE,
            RuntimeNames.COMPLETED_FUTURE,
            RuntimeNames.COMPLETED_FUTURE_DESCRIPTOR);
  }

  /** Whether {@code insn} is {@code done()}. */
  public static boolean isDoneNothing(@Nullable AbstractInsnNode insn) {
    return isStatic(insn, RuntimeNames.ASYNCIO, RuntimeNames.DONE, RuntimeNames.DONE_NOTHING);
  }

  /** Whether {@code insn} is {@code end()}. */
  public static boolean isEnd(@Nullable AbstractInsnNode insn) {
    return isStatic(insn, RuntimeNames.ASYNCIO, RuntimeNames.END, RuntimeNames.END_DESCRIPTOR);
  }

  private static boolean isStatic(
      @Nullable AbstractInsnNode insn, String owner, String name, String descriptor) {
    return insn instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKESTATIC
        && call.owner.equals(owner)
        && call.name.equals(name)
        && call.desc.equals(descriptor);
  }
}
