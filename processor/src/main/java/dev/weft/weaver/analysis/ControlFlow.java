package dev.weft.weaver.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
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
  private final TryRanges tries;
  private final AbstractInsnNode[] insns;

  /** For each instruction what it jumps to; null for one that cannot jump. */
  private final int[] @Nullable [] targets;

  /** For each instruction whether code can run from it on to the next one. */
  private final boolean[] runsOn;

  private final List<FrameNode> frames = new ArrayList<>();

  /** For each instruction whether some edge leads back to it. */
  private final boolean[] isHead;

  private ControlFlow(InsnList code, int slots, TryRanges tries) {
    this.code = code;
    this.slots = slots;
    this.tries = tries;
    this.insns = new AbstractInsnNode[code.size()];
    this.targets = new int[insns.length][];
    this.runsOn = new boolean[insns.length];
    this.isHead = new boolean[insns.length];
  }

  /** Looks at {@code method}. */
  public static ControlFlow of(MethodNode method) {
    ControlFlow flow = new ControlFlow(method.instructions, method.maxLocals, TryRanges.of(method));
    flow.walk();
    flow.tries.markHeads(flow.isHead);
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

  /** The frames of the {@code StackMapTable}, in the order of the code. */
  public List<FrameNode> frames() {
    return frames;
  }

  /** The try blocks around the instruction. */
  public List<TryCatchBlockNode> triesAround(int index) {
    return tries.around(index);
  }

  /** The try blocks around the instruction that can catch anything. */
  List<TryCatchBlockNode> triesReachedFrom(int index) {
    return tries.reachedFrom(index);
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
        if (insns[index].getOpcode() >= 0) {
          for (int handler : tries.handlers(index)) {
            here |= live[handler];
          }
        }
        here |= reads[index];
        changed |= isHead[index] && here != live[index];
        live[index] = here;
        next = here;
      }
    } while (changed); // All else has been seen after what it leads to.
  }

  private void walk() {
    int index = 0;
    for (AbstractInsnNode insn = code.getFirst(); insn != null; insn = insn.getNext(), index++) {
      insns[index] = insn;
      int opcode = insn.getOpcode();
      runsOn[index] = !endsStretch(opcode);
      if (opcode < 0) {
        if (insn instanceof FrameNode frame) {
          frames.add(frame);
        }
      } else if (insn instanceof JumpInsnNode jump) {
        targets[index] = new int[] {edge(index, jump.label)};
      } else if (insn instanceof TableSwitchInsnNode choice) {
        targets[index] = edges(index, choice.dflt, choice.labels);
      } else if (insn instanceof LookupSwitchInsnNode choice) {
        targets[index] = edges(index, choice.dflt, choice.labels);
      }
    }
    runsOn[index - 1] = false;
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
    isHead[target] |= target <= from;
    return target;
  }
}
