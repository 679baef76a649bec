package dev.weft.weaver.analysis;

import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * What can follow what in a method, by index of instruction.
 *
 * <p>It is a snapshot: ask for a new one after a rewrite.
 */
public final class ControlFlow {
  private static final int[] NONE = {};

  private final InsnList code;
  private final int slots;
  private final AbstractInsnNode[] insns;

  /** For each instruction what it jumps to; null for one that cannot jump. */
  private final int[] @Nullable [] targets;

  /** For each instruction whether code can run from it on to the next one. */
  private final boolean[] runsOn;

  /** For each instruction the try blocks around it in the order of the table; null outside. */
  private final @Nullable Tries[] tries;

  /** Whether some edge leads backward. */
  private boolean loops;

  /** Shared by neighbours, and told apart by identity. */
  private static final class Tries {
    final List<TryCatchBlockNode> blocks;
    final int[] handlers;

    Tries(List<TryCatchBlockNode> blocks, int[] handlers) {
      this.blocks = blocks;
      this.handlers = handlers;
    }
  }

  private ControlFlow(InsnList code, int slots) {
    this.code = code;
    this.slots = slots;
    this.insns = code.toArray();
    this.targets = new int[insns.length][];
    this.runsOn = new boolean[insns.length];
    this.tries = new Tries[insns.length];
  }

  /** Looks at {@code method}. */
  public static ControlFlow of(MethodNode method) {
    ControlFlow flow = new ControlFlow(method.instructions, method.maxLocals);
    for (int index = 0; index < flow.insns.length; index++) {
      flow.addEdges(index);
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      flow.addTry(block);
    }
    return flow;
  }

  /** How many instructions there are, labels and the like included. */
  public int size() {
    return targets.length;
  }

  /** How many local slots the method has. */
  int slots() {
    return slots;
  }

  /** The index of {@code insn}. */
  public int index(AbstractInsnNode insn) {
    return code.indexOf(insn);
  }

  /** The instruction at {@code index}. */
  public AbstractInsnNode insn(int index) {
    return insns[index];
  }

  /** Whether code can run from the instruction on to the next one. */
  public boolean runsOn(int index) {
    return runsOn[index];
  }

  /** What the instruction may jump to when it throws nothing. */
  public int[] targets(int index) {
    return targets[index] == null ? NONE : targets[index];
  }

  /**
   * The try blocks around the instruction in the order of the table, whether or not an earlier one
   * catches everything: the verifier looks at all of them.
   */
  public List<TryCatchBlockNode> triesAround(int index) {
    return tries[index] == null ? List.of() : tries[index].blocks;
  }

  /** The try blocks without those that an earlier one keeps from ever catching anything. */
  public List<TryCatchBlockNode> triesReachedFrom(int index) {
    List<TryCatchBlockNode> around = triesAround(index);
    for (int n = 0; n < around.size(); n++) {
      if (catchesAll(around.get(n))) {
        return around.subList(0, n + 1);
      }
    }
    return around;
  }

  private static boolean catchesAll(TryCatchBlockNode block) {
    return block.type == null || block.type.equals(RuntimeNames.THROWABLE);
  }

  /** Whether an instruction returns from the method. */
  public static boolean isReturn(int opcode) {
    return opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
  }

  /** Whether the next instruction is never reached by running on from this one. */
  public static boolean endsStretch(int opcode) {
    return opcode == Opcodes.GOTO
        || opcode == Opcodes.ATHROW
        || (opcode >= Opcodes.TABLESWITCH && opcode <= Opcodes.RETURN);
  }

  /**
   * Which locals are live before each instruction, a bit for each, to a fixed point. It is here
   * because it is half of what an analysis costs, and goes through what is private here.
   *
   * @param live the result, and where it begins: with nothing, or with less than the result
   */
  void solveBackward(long[] reads, long[] writes, long[] live) {
    boolean changed;
    do {
      changed = false;
      long next = 0;
      for (int index = live.length - 1; index >= 0; index--) {
        long here = runsOn[index] ? next : 0;
        int[] jumps = targets[index];
        if (jumps != null) {
          for (int target : jumps) {
            here |= live[target];
          }
        }
        here &= ~writes[index];
        Tries around = tries[index];
        if (around != null && insns[index].getOpcode() >= 0) {
          for (int handler : around.handlers) {
            here |= live[handler];
          }
        }
        here |= reads[index];
        changed |= here != live[index];
        live[index] = here;
        next = here;
      }
    } while (changed && loops); // Without a loop the first turn has seen everything.
  }

  private void addEdges(int index) {
    AbstractInsnNode insn = insns[index];
    runsOn[index] = index + 1 < insns.length && !endsStretch(insn.getOpcode());
    switch (insn.getType()) {
      case AbstractInsnNode.JUMP_INSN ->
          targets[index] = new int[] {edge(index, ((JumpInsnNode) insn).label)};
      case AbstractInsnNode.TABLESWITCH_INSN -> {
        TableSwitchInsnNode choice = (TableSwitchInsnNode) insn;
        targets[index] = edges(index, choice.dflt, choice.labels);
      }
      case AbstractInsnNode.LOOKUPSWITCH_INSN -> {
        LookupSwitchInsnNode choice = (LookupSwitchInsnNode) insn;
        targets[index] = edges(index, choice.dflt, choice.labels);
      }
      default -> {}
    }
  }

  private int[] edges(int from, LabelNode otherwise, List<LabelNode> labels) {
    int[] edges = new int[labels.size() + 1];
    for (int n = 0; n < labels.size(); n++) {
      edges[n] = edge(from, labels.get(n));
    }
    edges[labels.size()] = edge(from, otherwise);
    return edges;
  }

  private int edge(int from, LabelNode label) {
    int target = code.indexOf(label);
    loops |= target <= from;
    return target;
  }

  private void addTry(TryCatchBlockNode block) {
    int end = code.indexOf(block.end);
    int handler = edge(end, block.handler);
    Tries before = null;
    Tries with = null;
    for (int index = code.indexOf(block.start); index < end; index++) {
      // Neighbours mostly share an entry; copying it for each would be quadratic.
      if (with == null || tries[index] != before) {
        before = tries[index];
        with = plus(before, block, handler);
      }
      tries[index] = with;
    }
  }

  private static Tries plus(@Nullable Tries around, TryCatchBlockNode block, int handler) {
    if (around == null) {
      return new Tries(List.of(block), new int[] {handler});
    }
    List<TryCatchBlockNode> blocks = new ArrayList<>(around.blocks);
    blocks.add(block);
    int[] handlers = Arrays.copyOf(around.handlers, blocks.size());
    handlers[blocks.size() - 1] = handler;
    return new Tries(blocks, handlers);
  }
}
