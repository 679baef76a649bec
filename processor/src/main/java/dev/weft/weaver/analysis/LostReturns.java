package dev.weft.weaver.analysis;

import dev.weft.weaver.BodyKind;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the {@code return} statements that never return, because a {@code finally} block leaves in
 * a way of its own.
 *
 * <pre>
 *   try { return c; } finally { return d; }
 *
 *   c
 *   astore t      // in the range of the try block, and the last instruction there
 *   ...           // a copy of the finally block, which does not run on to aload t; areturn
 * </pre>
 *
 * <p>{@code c} is awaited all the same, where it is put aside. {@code t} is told from a variable of
 * the user that nobody reads: it is not in the table of variables, it ends the range, and the
 * handler does not know it. What cannot be told apart is a try block whose last statement declares
 * such a variable.
 */
public final class LostReturns {
  private final MethodNode method;
  private final TryRanges tries;

  private LostReturns(MethodNode method, TryRanges tries) {
    this.method = method;
    this.tries = tries;
  }

  /** Where they put their value aside; {@code returns} are the others. */
  public static List<VarInsnNode> in(
      String owner, MethodNode method, BodyKind kind, TryRanges tries, List<ReturnSite> returns) {
    if (kind.returnsPlainly() || !hasFinally(method)) {
      return List.of();
    }
    LostReturns lost = new LostReturns(method, tries);
    List<VarInsnNode> stores = lost.endingRanges(returns);
    if (stores.isEmpty()) {
      return stores;
    }
    ControlFlow flow = ControlFlow.of(method);
    Liveness live = Liveness.of(flow);
    TypeSimulation types = TypeSimulation.before(stores, owner, method);
    List<VarInsnNode> found = new ArrayList<>();
    for (VarInsnNode store : stores) {
      TypeFrame frame = types.before(store);
      if (frame != null
          && isAwaitable(frame.operand(0), kind)
          && !BodyKind.isDoneValue(ReturnSites.onlyPredecessor(store))
          && !BodyKind.isDoneNothing(ReturnSites.onlyPredecessor(store))
          && !live.isLive(flow.index(store) + 1, store.var)) {
        found.add(store);
      }
    }
    return found;
  }

  /** Whether there is a handler of everything, as that of a {@code finally} block is. */
  private static boolean hasFinally(MethodNode method) {
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      if (block.type == null) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAwaitable(Object type, BodyKind kind) {
    return switch (kind) {
      case COROUTINE -> type.equals(RuntimeNames.COROUTINE);
      case TASK -> type.equals(RuntimeNames.TASK);
      case STAGE -> type.equals(RuntimeNames.STAGE) || type.equals(RuntimeNames.COMPLETABLE_FUTURE);
      default -> false;
    };
  }

  private List<VarInsnNode> endingRanges(List<ReturnSite> returns) {
    List<VarInsnNode> stores = new ArrayList<>();
    for (AbstractInsnNode insn = method.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      if (insn instanceof VarInsnNode store
          && store.getOpcode() == Opcodes.ASTORE
          && endsRange(store)
          && !isVariable(store)
          && !isKnown(store, returns)) {
        stores.add(store);
      }
    }
    return stores;
  }

  private static boolean isKnown(VarInsnNode store, List<ReturnSite> returns) {
    for (ReturnSite site : returns) {
      if (site.store() == store) {
        return true;
      }
    }
    return false;
  }

  private boolean endsRange(VarInsnNode store) {
    int next = indexBehind(store);
    for (TryCatchBlockNode block : tries.around(tries.index(store))) {
      if (block.type == null
          && tries.index(block.end) <= next
          && !knows(block.handler, store.var)) {
        return true;
      }
    }
    return false;
  }

  private int indexBehind(VarInsnNode store) {
    AbstractInsnNode next = Neighbours.next(store);
    return next == null ? method.instructions.size() : tries.index(next);
  }

  private boolean isVariable(VarInsnNode store) {
    if (method.localVariables != null) {
      int next = indexBehind(store);
      for (LocalVariableNode variable : method.localVariables) {
        if (variable.index == store.var
            && tries.index(variable.start) <= next
            && tries.index(variable.end) > tries.index(store)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean knows(@Nullable AbstractInsnNode handler, int slot) {
    AbstractInsnNode insn = handler;
    while (insn != null && !(insn instanceof FrameNode)) {
      insn = insn.getNext();
    }
    if (!(insn instanceof FrameNode node)) {
      return true;
    }
    TypeFrame frame = new TypeFrame(method.maxLocals);
    frame.set(node);
    return !frame.isTop(slot);
  }
}
