package dev.weft.weaver.analysis;

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
  private final ControlFlow flow;
  private final SlotSets reads;
  private final SlotSets writes;
  private final SlotSets before;

  private Liveness(ControlFlow flow, SlotSets reads, SlotSets writes, SlotSets before) {
    this.flow = flow;
    this.reads = reads;
    this.writes = writes;
    this.before = before;
    for (int word = 0; word < before.words(); word++) {
      flow.solveBackward(reads.word(word), writes.word(word), before.word(word));
    }
  }

  /** The locals that code reads. */
  public static Liveness of(ControlFlow flow) {
    SlotSets reads = new SlotSets(flow.size(), flow.slots());
    SlotSets writes = new SlotSets(flow.size(), flow.slots());
    int size = flow.size();
    for (int index = 0; index < size; index++) {
      AbstractInsnNode insn = flow.insn(index);
      if (insn instanceof VarInsnNode variable) {
        (isStore(variable.getOpcode()) ? writes : reads).add(index, variable.var);
      } else if (insn instanceof IincInsnNode increment) {
        reads.add(index, increment.var);
      }
    }
    return new Liveness(flow, reads, writes, new SlotSets(flow.size(), flow.slots()));
  }

  /** The same, with reads that the code does not show. */
  Liveness with(SlotSets extraReads) {
    return new Liveness(flow, reads.plus(extraReads), writes, before.plus(extraReads));
  }

  /** Whether {@code slot} may be read after the place before the instruction at {@code index}. */
  public boolean isLive(int index, int slot) {
    return before.contains(index, slot);
  }

  private static boolean isStore(int opcode) {
    return opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
  }
}
