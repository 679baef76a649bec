package dev.weft.weaver.analysis;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals may still be read, before each instruction.
 *
 * <p>Backward data flow to a fixed point. Exception edges start <em>before</em> an instruction: a
 * store in a {@code try} block does not end the life of the old value, because the handler may see
 * that one.
 */
public final class Liveness {
  private final SlotSets before;

  private Liveness(SlotSets before) {
    this.before = before;
  }

  /** The locals that code reads. */
  public static Liveness of(ControlFlow flow) {
    return of(flow, null);
  }

  /** The same, with reads that the code does not show. */
  static Liveness of(ControlFlow flow, @Nullable SlotSets extraReads) {
    SlotSets reads = new SlotSets(flow.size(), flow.slots());
    SlotSets writes = new SlotSets(flow.size(), flow.slots());
    for (int index = 0; index < flow.size(); index++) {
      AbstractInsnNode insn = flow.insn(index);
      if (insn instanceof VarInsnNode variable) {
        (isStore(variable.getOpcode()) ? writes : reads).add(index, variable.var);
      } else if (insn instanceof IincInsnNode increment) {
        reads.add(index, increment.var);
      }
    }
    SlotSets before = new SlotSets(flow.size(), flow.slots());
    for (int word = 0; word < before.words(); word++) {
      long[] read = reads.word(word);
      if (extraReads != null) {
        long[] extra = extraReads.word(word);
        for (int index = 0; index < read.length; index++) {
          read[index] |= extra[index];
        }
      }
      solve(flow, read, writes.word(word), before.word(word));
    }
    return new Liveness(before);
  }

  /** Whether {@code slot} may be read after the place before the instruction at {@code index}. */
  public boolean isLive(int index, int slot) {
    return before.contains(index, slot);
  }

  private static void solve(ControlFlow flow, long[] reads, long[] writes, long[] before) {
    boolean changed;
    do {
      changed = false;
      for (int index = before.length - 1; index >= 0; index--) {
        long live = flow.runsOn(index) ? before[index + 1] : 0;
        for (int target : flow.targets(index)) {
          live |= before[target];
        }
        live &= ~writes[index];
        if (flow.insn(index).getOpcode() >= 0) {
          for (int handler : flow.handlers(index)) {
            live |= before[handler];
          }
        }
        live |= reads[index];
        changed |= live != before[index];
        before[index] = live;
      }
    } while (changed && flow.loops()); // Without a loop the first turn has seen everything.
  }

  private static boolean isStore(int opcode) {
    return opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
  }
}
