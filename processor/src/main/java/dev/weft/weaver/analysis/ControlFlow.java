package dev.weft.weaver.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final int[][] successors;

  /** For each instruction the try blocks around it in the order of the table, or one empty list. */
  private final List<List<TryCatchBlockNode>> tries;

  private ControlFlow(InsnList code, int[][] successors, List<List<TryCatchBlockNode>> tries) {
    this.code = code;
    this.successors = successors;
    this.tries = tries;
  }

  /** Looks at {@code method}. */
  public static ControlFlow of(MethodNode method) {
    InsnList code = method.instructions;
    int[][] successors = new int[code.size()][];
    for (int index = 0; index < code.size(); index++) {
      successors[index] = successors(code, index);
    }
    List<List<TryCatchBlockNode>> tries = new ArrayList<>();
    for (int index = 0; index < code.size(); index++) {
      tries.add(List.of());
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      int end = code.indexOf(block.end);
      List<TryCatchBlockNode> before = null;
      List<TryCatchBlockNode> with = List.of();
      for (int index = code.indexOf(block.start); index < end; index++) {
        // Neighbours mostly share a list; copying it for each would be quadratic.
        if (tries.get(index) != before) {
          before = tries.get(index);
          with = plus(before, block);
        }
        tries.set(index, with);
      }
    }
    return new ControlFlow(code, successors, tries);
  }

  private static List<TryCatchBlockNode> plus(
      List<TryCatchBlockNode> list, TryCatchBlockNode block) {
    List<TryCatchBlockNode> longer = new ArrayList<>(list);
    longer.add(block);
    return longer;
  }

  /** How many instructions there are, labels and the like included. */
  public int size() {
    return successors.length;
  }

  /** The index of {@code insn}. */
  public int index(AbstractInsnNode insn) {
    return code.indexOf(insn);
  }

  /** The instruction at {@code index}. */
  public AbstractInsnNode insn(int index) {
    return code.get(index);
  }

  /** What follows the instruction when it throws nothing. */
  public int[] successors(int index) {
    return successors[index];
  }

  /**
   * The try blocks around the instruction in the order of the table, whether or not an earlier one
   * catches everything: the verifier looks at all of them.
   */
  public List<TryCatchBlockNode> triesAround(int index) {
    return tries.get(index);
  }

  /** The same without those that an earlier one keeps from ever catching anything. */
  public List<TryCatchBlockNode> triesReachedFrom(int index) {
    List<TryCatchBlockNode> around = tries.get(index);
    for (int n = 0; n < around.size(); n++) {
      if (catchesAll(around.get(n))) {
        return around.subList(0, n + 1);
      }
    }
    return around;
  }

  private static boolean catchesAll(TryCatchBlockNode block) {
    return block.type == null || block.type.equals("java/lang/Throwable");
  }

  /** Whether the next instruction is never reached by running on from this one. */
  public static boolean endsStretch(int opcode) {
    return switch (opcode) {
      case Opcodes.GOTO, Opcodes.ATHROW, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH -> true;
      default -> opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    };
  }

  private static int[] successors(InsnList code, int index) {
    AbstractInsnNode insn = code.get(index);
    if (insn instanceof JumpInsnNode jump) {
      int target = code.indexOf(jump.label);
      return jump.getOpcode() == Opcodes.GOTO ? new int[] {target} : new int[] {index + 1, target};
    } else if (insn instanceof TableSwitchInsnNode choice) {
      return targets(code, choice.dflt, choice.labels);
    } else if (insn instanceof LookupSwitchInsnNode choice) {
      return targets(code, choice.dflt, choice.labels);
    }
    return endsStretch(insn.getOpcode()) || index + 1 == code.size() ? NONE : new int[] {index + 1};
  }

  private static int[] targets(InsnList code, LabelNode otherwise, List<LabelNode> labels) {
    int[] targets = new int[labels.size() + 1];
    Arrays.setAll(targets, n -> code.indexOf(n < labels.size() ? labels.get(n) : otherwise));
    return targets;
  }
}
