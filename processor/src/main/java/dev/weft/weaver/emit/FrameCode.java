package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.Cell;
import dev.weft.weaver.analysis.Saved;
import dev.weft.weaver.analysis.TypeOpcodes;
import dev.weft.weaver.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A list of instructions that grows by sentences about frames; each says which Java it is. */
final class FrameCode {
  private final InsnList code = new InsnList();

  /** Loads the frame: {@code aload 1} in a body, {@code dup} in a factory. */
  private final AbstractInsnNode frame;

  private FrameCode(AbstractInsnNode frame) {
    this.frame = frame;
  }

  /** Code in which the frame is local {@code slot}. */
  static FrameCode withFrameIn(int slot) {
    return new FrameCode(new VarInsnNode(Opcodes.ALOAD, slot));
  }

  /** Code in which the frame is on the stack and stays there. */
  static FrameCode withFrameOnStack() {
    return new FrameCode(new InsnNode(Opcodes.DUP));
  }

  /** The instructions so far. */
  InsnList list() {
    return code;
  }

  FrameCode add(AbstractInsnNode insn) {
    code.add(insn);
    return this;
  }

  FrameCode op(int opcode) {
    return add(new InsnNode(opcode));
  }

  FrameCode push(int value) {
    if (value >= -1 && value <= 5) {
      return op(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      return add(new IntInsnNode(Opcodes.BIPUSH, value));
    } else if (value == (short) value) {
      return add(new IntInsnNode(Opcodes.SIPUSH, value));
    }
    return add(new LdcInsnNode(value));
  }

  FrameCode loadFrame() {
    return add(frame.clone(null));
  }

  FrameCode load(int slot) {
    return add(new VarInsnNode(Opcodes.ALOAD, slot));
  }

  FrameCode callStatic(String owner, String name, String descriptor) {
    return add(new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false));
  }

  /** {@code frame.state}. */
  FrameCode loadState() {
    loadFrame();
    return field(
        Opcodes.GETFIELD, RuntimeNames.FRAME, RuntimeNames.STATE, RuntimeNames.STATE_DESCRIPTOR);
  }

  /** {@code frame.state = state}, the state being on the stack. */
  FrameCode saveState() {
    loadFrame();
    op(Opcodes.SWAP);
    return field(
        Opcodes.PUTFIELD, RuntimeNames.FRAME, RuntimeNames.STATE, RuntimeNames.STATE_DESCRIPTOR);
  }

  /** {@code frame.<cell> = <local>}; nothing when it is not kept. */
  FrameCode saveLocal(Saved local, int slot) {
    Cell cell = local.cell();
    if (cell == null) {
      return this;
    }
    loadFrame();
    boolean inArray = isInArray(cell);
    if (inArray) {
      loadArray(cell);
    }
    add(new VarInsnNode(TypeOpcodes.of(local.type(), Opcodes.ILOAD), slot));
    widen(local.type());
    return inArray ? storeElement(cell) : field(Opcodes.PUTFIELD, cell);
  }

  /** {@code frame.<cell> = <operand>}, the operand being on top of the stack, which loses it. */
  FrameCode saveOperand(Saved operand) {
    Cell cell = operand.cell();
    if (cell == null) {
      return op(Opcodes.POP);
    }
    widen(operand.type());
    loadFrame();
    if (!isInArray(cell)) {
      swapWith(cell);
      return field(Opcodes.PUTFIELD, cell);
    }
    loadArray(cell); // Leaves array and index; each goes below the value.
    op(cell.reference() ? Opcodes.DUP2_X1 : Opcodes.DUP2_X2).op(Opcodes.POP2);
    return storeElement(cell);
  }

  /** {@code <local> = frame.<cell>}, or a stand-in when it is not kept. */
  FrameCode restoreLocal(Saved local) {
    loadValue(local);
    return add(new VarInsnNode(TypeOpcodes.of(local.type(), Opcodes.ISTORE), local.slot()));
  }

  /** Pushes what was kept of {@code saved}, or a stand-in: {@code null}, {@code 0}. */
  FrameCode loadValue(Saved saved) {
    Cell cell = saved.cell();
    if (cell == null) {
      return op(standIn(saved.type()));
    }
    loadFrame();
    if (isInArray(cell)) {
      loadArray(cell).op(cell.reference() ? Opcodes.AALOAD : Opcodes.LALOAD);
    } else {
      field(Opcodes.GETFIELD, cell);
    }
    return narrow(saved.type());
  }

  /** {@code frame.<cell> = null}, when it holds a reference. */
  FrameCode clear(Saved saved) {
    Cell cell = saved.cell();
    if (cell == null || !cell.reference()) {
      return this;
    }
    loadFrame();
    if (isInArray(cell)) {
      return loadArray(cell).op(Opcodes.ACONST_NULL).op(Opcodes.AASTORE);
    }
    return op(Opcodes.ACONST_NULL).field(Opcodes.PUTFIELD, cell);
  }

  private static boolean isInArray(Cell cell) {
    return cell.index() >= fields(cell);
  }

  private static int fields(Cell cell) {
    return cell.reference()
        ? RuntimeNames.LARGE_FRAME_REFERENCES
        : RuntimeNames.LARGE_FRAME_NUMBERS;
  }

  /** Replaces the frame on the stack by the array, and pushes the index of the cell. */
  private FrameCode loadArray(Cell cell) {
    if (cell.reference()) {
      field(
          Opcodes.GETFIELD,
          RuntimeNames.LARGE_FRAME,
          RuntimeNames.REFERENCE_ARRAY,
          RuntimeNames.REFERENCE_ARRAY_DESCRIPTOR);
    } else {
      field(
          Opcodes.GETFIELD,
          RuntimeNames.LARGE_FRAME,
          RuntimeNames.NUMBER_ARRAY,
          RuntimeNames.NUMBER_ARRAY_DESCRIPTOR);
    }
    return push(cell.index() - fields(cell));
  }

  private FrameCode storeElement(Cell cell) {
    return op(cell.reference() ? Opcodes.AASTORE : Opcodes.LASTORE);
  }

  private void swapWith(Cell cell) {
    if (cell.reference()) {
      op(Opcodes.SWAP);
    } else {
      op(Opcodes.DUP_X2).op(Opcodes.POP); // A long cannot be swapped.
    }
  }

  private FrameCode field(int opcode, Cell cell) {
    boolean inFrame =
        cell.index()
            < (cell.reference() ? RuntimeNames.FRAME_REFERENCES : RuntimeNames.FRAME_NUMBERS);
    return field(
        opcode,
        inFrame ? RuntimeNames.FRAME : RuntimeNames.LARGE_FRAME,
        (cell.reference() ? RuntimeNames.REFERENCE_FIELD : RuntimeNames.NUMBER_FIELD)
            + cell.index(),
        cell.reference() ? "L" + RuntimeNames.OBJECT + ";" : "J");
  }

  private FrameCode field(int opcode, String owner, String name, String descriptor) {
    return add(new FieldInsnNode(opcode, owner, name, descriptor));
  }

  /** Makes a long of a primitive value. */
  private void widen(Object type) {
    if (type == Opcodes.INTEGER) {
      op(Opcodes.I2L);
    } else if (type == Opcodes.FLOAT) {
      callStatic("java/lang/Float", "floatToRawIntBits", "(F)I").op(Opcodes.I2L);
    } else if (type == Opcodes.DOUBLE) {
      callStatic("java/lang/Double", "doubleToRawLongBits", "(D)J");
    }
  }

  /** Undoes {@link #widen}; gives a reference its type back. */
  private FrameCode narrow(Object type) {
    if (type == Opcodes.INTEGER) {
      op(Opcodes.L2I);
    } else if (type == Opcodes.FLOAT) {
      op(Opcodes.L2I).callStatic("java/lang/Float", "intBitsToFloat", "(I)F");
    } else if (type == Opcodes.DOUBLE) {
      callStatic("java/lang/Double", "longBitsToDouble", "(J)D");
    } else if (type instanceof String name && !name.equals(RuntimeNames.OBJECT)) {
      add(new TypeInsnNode(Opcodes.CHECKCAST, name));
    }
    return this;
  }

  private static int standIn(Object type) {
    if (type == Opcodes.INTEGER) {
      return Opcodes.ICONST_0;
    } else if (type == Opcodes.LONG) {
      return Opcodes.LCONST_0;
    } else if (type == Opcodes.FLOAT) {
      return Opcodes.FCONST_0;
    } else if (type == Opcodes.DOUBLE) {
      return Opcodes.DCONST_0;
    }
    return Opcodes.ACONST_NULL;
  }
}
