package dev.weft.weaver;

import dev.weft.weaver.analysis.Census;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds awaits where nothing can be suspended. */
final class StrayAwaits {
  /**
   * A finding for each await in {@code method}, unless it is {@code async}, and for method
   * references.
   *
   * @param census that of {@code method}
   */
  static List<Finding> in(ClassNode owner, MethodNode method, Census census, boolean async) {
    List<Finding> findings = new ArrayList<>();
    for (AbstractInsnNode insn : census.words()) {
      Refusal refusal = refusal(insn, method, async);
      if (refusal != null) {
        findings.add(Finding.in(owner, method, refusal, Neighbours.line(insn)));
      }
    }
    return findings.isEmpty() || AsyncLambdas.isDead(owner, method)
        ? List.of()
        : findings.stream().distinct().toList();
  }

  private static @Nullable Refusal refusal(
      AbstractInsnNode insn, MethodNode method, boolean async) {
    if (insn instanceof InvokeDynamicInsnNode call) {
      return refersToAwait(call) ? Refusal.AWAIT_METHOD_REFERENCE : null;
    } else if (async) {
      return null;
    } else if (SuspensionPoint.isAwait(insn)) {
      return refusal(method);
    }
    return SuspensionPoint.isEmit(insn) ? Refusal.EMIT_OUTSIDE_GENERATOR : null;
  }

  private static Refusal refusal(MethodNode method) {
    if (method.name.equals("<init>")) {
      return Refusal.AWAIT_IN_CONSTRUCTOR;
    } else if (method.name.equals("<clinit>")) {
      return Refusal.AWAIT_IN_STATIC_INITIALIZER;
    }
    return AsyncLambdas.isLambda(method) ? Refusal.AWAIT_IN_LAMBDA : Refusal.AWAIT_OUTSIDE_ASYNC;
  }

  private static boolean refersToAwait(InvokeDynamicInsnNode call) {
    for (Object argument : call.bsmArgs) {
      if (argument instanceof Handle handle
          && handle.getOwner().equals(RuntimeNames.ASYNCIO)
          && handle.getName().equals(RuntimeNames.AWAIT)) {
        return true;
      }
    }
    return false;
  }

  private StrayAwaits() {}
}
