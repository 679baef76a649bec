package dev.weft.weaver.analysis;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * How many monitors are held before each instruction.
 *
 * <p>Forward data flow. The handler that releases a monitor when something is thrown covers its own
 * release; the exception edge of an instruction carries the count before it, so that this is no
 * contradiction, and edges behind a catch-all are not followed, so that an outer handler is not
 * thought to run with the inner monitor held.
 */
public final class HeldMonitors {
  private static final HeldMonitors NONE = new HeldMonitors(new int[0]);
  private static final int UNREACHED = -1;

  private final int[] before;

  private HeldMonitors(int[] before) {
    this.before = before;
  }

  /** Counts them in {@code method}. */
  public static HeldMonitors in(MethodNode method, Census census) {
    return census.entersMonitor() ? of(ControlFlow.of(method)) : NONE;
  }

  private static HeldMonitors of(ControlFlow flow) {
    int[] before = new int[flow.size()];
    Arrays.fill(before, UNREACHED);
    before[0] = 0;
    Deque<Integer> work = new ArrayDeque<>();
    work.add(0);
    while (!work.isEmpty()) {
      int index = work.remove();
      int after = after(flow.insn(index), before[index]);
      if (flow.runsOn(index)) {
        raise(before, index + 1, after, work);
      }
      for (int target : flow.targets(index)) {
        raise(before, target, after, work);
      }
      if (flow.insn(index).getOpcode() >= 0) {
        for (TryCatchBlockNode block : flow.triesReachedFrom(index)) {
          raise(before, flow.index(block.handler), before[index], work);
        }
      }
    }
    return new HeldMonitors(before);
  }

  /**
   * Whether the handler releases a monitor first of all, as that of a synchronized block does:
   * {@code astore e; aload lock; monitorexit}. Eclipse's compiler leaves the exception on the
   * stack.
   */
  public static boolean isReleasedAt(LabelNode handler) {
    AbstractInsnNode insn = Neighbours.next(handler);
    if (insn != null && insn.getOpcode() == Opcodes.ASTORE) {
      insn = Neighbours.next(insn);
    }
    if (insn == null || insn.getOpcode() != Opcodes.ALOAD) {
      return false;
    }
    AbstractInsnNode exit = Neighbours.next(insn);
    return exit != null && exit.getOpcode() == Opcodes.MONITOREXIT;
  }

  /** Whether the method enters none. */
  boolean isEmpty() {
    return this == NONE;
  }

  /** Whether a monitor is held at the instruction at {@code index}. */
  public boolean anyAt(int index) {
    return this != NONE && before[index] > 0;
  }

  private static int after(AbstractInsnNode insn, int held) {
    return switch (insn.getOpcode()) {
      case Opcodes.MONITORENTER -> held + 1;
      case Opcodes.MONITOREXIT -> Math.max(0, held - 1);
      default -> held;
    };
  }

  // The first count to arrive stays: in what compilers write all paths agree, and a maximum would
  // not end where they do not.
  private static void raise(int[] before, int index, int held, Deque<Integer> work) {
    if (before[index] == UNREACHED) {
      before[index] = held;
      work.add(index);
    }
  }
}
