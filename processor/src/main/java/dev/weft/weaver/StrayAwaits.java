package dev.weft.weaver;

import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds awaits where nothing can be suspended. */
final class StrayAwaits {
  /**
   * A finding for each await in {@code method}, unless it is {@code async}, and for method
   * references.
   */
  static List<Finding> in(ClassNode owner, MethodNode method, boolean async) {
    List<Finding> findings = new ArrayList<>();
    int line = -1;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LineNumberNode number) {
        line = number.line;
      } else if (SuspensionPoint.isAwait(insn) && !async) {
        findings.add(Finding.in(owner, method, refusal(method), line));
      } else if (SuspensionPoint.isEmit(insn) && !async) {
        findings.add(Finding.in(owner, method, Refusal.EMIT_OUTSIDE_GENERATOR, line));
      } else if (insn instanceof InvokeDynamicInsnNode call && refersToAwait(call)) {
        findings.add(Finding.in(owner, method, Refusal.AWAIT_METHOD_REFERENCE, line));
      }
    }
    return findings.isEmpty() || AsyncLambdas.isDead(owner, method)
        ? List.of()
        : findings.stream().distinct().toList();
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
