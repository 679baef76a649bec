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
  private final ControlFlow flow;

  private LostReturns(MethodNode method, ControlFlow flow) {
    this.method = method;
    this.flow = flow;
  }

  /** Where they put their value aside; {@code returns} are the others. */
  public static List<VarInsnNode> in(
      String owner, MethodNode method, BodyKind kind, ControlFlow flow, List<ReturnSite> returns) {
    if (method.tryCatchBlocks.isEmpty() || kind.returnsPlainly()) {
      return List.of();
    }
    LostReturns lost = new LostReturns(method, flow);
    List<VarInsnNode> stores = lost.endingRanges(returns);
    if (stores.isEmpty()) {
      return stores;
    }
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
    for (int index = 0; index < flow.size(); index++) {
      if (flow.insn(index) instanceof VarInsnNode store
          && store.getOpcode() == Opcodes.ASTORE
          && endsRange(index, store.var)
          && !isVariable(index, store.var)
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

  private boolean endsRange(int index, int slot) {
    for (TryCatchBlockNode block : flow.triesAround(index)) {
      if (block.type == null
          && flow.index(block.end) <= next(index)
          && !knows(block.handler, slot)) {
        return true;
      }
    }
    return false;
  }

  private int next(int index) {
    int next = index + 1;
    while (next < flow.size() && flow.insn(next).getOpcode() < 0) {
      next++;
    }
    return next;
  }

  private boolean isVariable(int index, int slot) {
    if (method.localVariables != null) {
      for (LocalVariableNode variable : method.localVariables) {
        if (variable.index == slot
            && flow.index(variable.start) <= next(index)
            && flow.index(variable.end) > index) {
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
