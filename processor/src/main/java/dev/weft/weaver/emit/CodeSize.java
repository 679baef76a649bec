package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.Layout;
import dev.weft.weaver.analysis.Layouts;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** How many bytes code takes, about. */
public final class CodeSize {
  /** HotSpot does not compile methods above 8000 bytes; some room because this is an estimate. */
  private static final int HUGE = 7600;

  /** No instruction that is common is longer but switches. */
  private static final int LONGEST = 5;

  /** The code in place, what suspends included, and the entry in the switch. */
  private static final int BYTES_PER_AWAIT = 36;

  /** What restores a layout that keeps nothing. */
  private static final int BYTES_PER_LAYOUT = 9;

  private static final int BYTES_PER_VALUE_SAVED = 6;
  private static final int BYTES_PER_VALUE_RESTORED = 11;

  /** Whether {@code body} is too large to be compiled with every await in its place. */
  static boolean isHuge(MethodNode body, Layouts layouts) {
    int size = 0;
    for (Layouts.Group group : layouts.groups()) {
      Layout layout = group.layout();
      int values = layout.locals().size() + layout.operands().size();
      size += (BYTES_PER_AWAIT + BYTES_PER_VALUE_SAVED * values) * group.points().size();
      size += BYTES_PER_LAYOUT + BYTES_PER_VALUE_RESTORED * values;
    }
    // Hardly any method comes near; only then is it worth while to look at the code.
    return size + LONGEST * body.instructions.size() > HUGE && size + of(body) > HUGE;
  }

  /** Whether {@code body} can grow by so many bytes and be compiled all the same. */
  public static boolean canGrow(MethodNode body, int bytes) {
    return LONGEST * body.instructions.size() + bytes <= HUGE || of(body) + bytes <= HUGE;
  }

  private static int of(MethodNode body) {
    int size = 0;
    for (AbstractInsnNode insn = body.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      size += of(insn);
    }
    return size;
  }

  private static int of(AbstractInsnNode insn) {
    return switch (insn.getType()) {
      case AbstractInsnNode.LABEL, AbstractInsnNode.LINE, AbstractInsnNode.FRAME -> 0;
      case AbstractInsnNode.INSN -> 1;
      case AbstractInsnNode.INT_INSN -> insn.getOpcode() == Opcodes.SIPUSH ? 3 : 2;
      case AbstractInsnNode.VAR_INSN -> ofVariable(((VarInsnNode) insn).var);
      case AbstractInsnNode.INVOKE_DYNAMIC_INSN -> 5;
      case AbstractInsnNode.MULTIANEWARRAY_INSN -> 4;
      case AbstractInsnNode.METHOD_INSN -> insn.getOpcode() == Opcodes.INVOKEINTERFACE ? 5 : 3;
      case AbstractInsnNode.TABLESWITCH_INSN -> 16 + 4 * ((TableSwitchInsnNode) insn).labels.size();
      case AbstractInsnNode.LOOKUPSWITCH_INSN ->
          12 + 8 * ((LookupSwitchInsnNode) insn).labels.size();
      default -> 3;
    };
  }

  private static int ofVariable(int slot) {
    return slot < 4 ? 1 : slot < 256 ? 2 : 4;
  }

  private CodeSize() {}
}
