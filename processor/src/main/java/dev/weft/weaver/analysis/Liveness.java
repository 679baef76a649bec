package dev.weft.weaver.analysis;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals may still be read, before each instruction.
 *
 * <p>Backward data flow to a fixed point. Exception edges start <em>before</em> an instruction: a
 * store in a {@code try} block does not end the life of the old value, because the handler may see
 * that one.
 */
public final class Liveness {
  private final BitSet[] before;

  private Liveness(BitSet[] before) {
    this.before = before;
  }

  /** The locals that code reads. */
  public static Liveness of(ControlFlow flow) {
    return of(flow, (read, index) -> {});
  }

  /**
   * The same, with reads that the code does not show: {@code extraReads} adds those of an index.
   */
  public static Liveness of(ControlFlow flow, ObjIntConsumer<BitSet> extraReads) {
    int size = flow.size();
    BitSet[] reads = new BitSet[size];
    Arrays.setAll(
        reads,
        index -> {
          BitSet read = new BitSet();
          addRead(flow.insn(index), read);
          extraReads.accept(read, index);
          return read;
        });
    BitSet[] before = new BitSet[size];
    Arrays.setAll(before, index -> new BitSet());
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int index = size - 1; index >= 0; index--) {
        BitSet live = step(flow, before, index);
        live.or(reads[index]);
        if (!live.equals(before[index])) {
          before[index] = live;
          changed = true;
        }
      }
    }
    return new Liveness(before);
  }

  /** The slots that may be read after the place before the instruction at {@code index}. */
  public BitSet before(int index) {
    return before[index];
  }

  private static BitSet step(ControlFlow flow, BitSet[] before, int index) {
    BitSet live = new BitSet();
    for (int successor : flow.successors(index)) {
      live.or(before[successor]);
    }
    AbstractInsnNode insn = flow.insn(index);
    if (insn instanceof VarInsnNode variable && isStore(variable.getOpcode())) {
      live.clear(variable.var);
    }
    if (insn.getOpcode() >= 0) {
      List<TryCatchBlockNode> tries = flow.triesAround(index);
      for (TryCatchBlockNode block : tries) {
        live.or(before[flow.index(block.handler)]);
      }
    }
    return live;
  }

  private static void addRead(AbstractInsnNode insn, BitSet read) {
    if (insn instanceof VarInsnNode variable && !isStore(variable.getOpcode())) {
      read.set(variable.var);
    } else if (insn instanceof IincInsnNode increment) {
      read.set(increment.var);
    }
  }

  private static boolean isStore(int opcode) {
    return opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
  }
}
