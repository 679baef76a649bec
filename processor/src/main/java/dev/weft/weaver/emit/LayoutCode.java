package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.Cell;
import dev.weft.weaver.analysis.Layout;
import dev.weft.weaver.analysis.Saved;
import dev.weft.weaver.analysis.TypeOpcodes;
import dev.weft.weaver.names.FrameClass;
import dev.weft.weaver.names.RuntimeNames;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Moves what one layout keeps between locals, operands and the frame.
 *
 * <p>A primitive value is kept as a long. Two that need 32 bits share one: {@code frame.n0 =
 * Frame.pack(low, high)}.
 */
final class LayoutCode {
  private final Layout layout;
  private final FrameCode code;

  LayoutCode(Layout layout, FrameCode code) {
    this.layout = layout;
    this.code = code;
  }

  /** {@code frame.<cell> = <local>} for each that is kept; the locals lie {@code shift} lower. */
  void saveLocals(int shift) {
    for (Saved local : layout.locals()) {
      Cell cell = local.cell();
      if (cell == null || cell.high()) {
        continue; // A high half is saved together with the low one.
      }
      Saved high = cell.reference() ? null : layout.sharerOf(local);
      if (high != null && high.slot() == Saved.OPERAND) {
        continue; // That was saved together with the operand.
      }
      beginStore(cell);
      load(local, shift);
      if (high == null) {
        widen(local.type());
      } else {
        toBits(local.type());
        load(high, shift);
        toBits(high.type());
        pack();
      }
      endStore(cell);
    }
  }

  /** {@code frame.<cell> = <operand>} for each operand; the stack loses them, the top first. */
  void saveOperands() {
    List<Saved> operands = layout.operands();
    for (int n = operands.size() - 1; n >= 0; n--) {
      Saved operand = operands.get(n);
      Cell cell = operand.cell();
      if (cell == null) {
        code.op(Opcodes.POP);
      } else if (!cell.high()) {
        widen(operand.type());
        storeOperand(cell);
      } else if (n > 0 && sharesCell(cell, operands.get(n - 1).cell())) {
        packOperands(operands.get(--n), operand);
        storeOperand(cell);
      } else {
        packWithLocal(operand);
        storeOperand(cell);
      }
    }
  }

  private static boolean sharesCell(Cell high, @Nullable Cell other) {
    return other != null && !other.reference() && other.index() == high.index();
  }

  /** The two on top of the stack become one long. */
  private void packOperands(Saved low, Saved high) {
    toBits(high.type());
    if (low.type() == Opcodes.FLOAT) {
      code.op(Opcodes.SWAP);
      toBits(low.type());
      code.op(Opcodes.SWAP);
    }
    pack();
  }

  private void packWithLocal(Saved high) {
    toBits(high.type());
    Saved low = layout.sharerOf(high);
    if (low == null) {
      throw new IllegalStateException("nothing in the low half beside " + high);
    }
    load(low, 0);
    toBits(low.type());
    code.op(Opcodes.SWAP);
    pack();
  }

  /** {@code <local> = frame.<cell>} for each, or a stand-in when it is not kept. */
  void restoreLocals() {
    for (Saved local : layout.locals()) {
      loadValue(local);
      code.variable(TypeOpcodes.of(local.type(), Opcodes.ISTORE), local.slot());
    }
  }

  /** Pushes the operands as they were. */
  void restoreOperands() {
    for (Saved operand : layout.operands()) {
      loadValue(operand);
    }
  }

  /** {@code frame.<cell> = null} for each reference. */
  void clear() {
    clear(layout.locals());
    clear(layout.operands());
  }

  private void clear(List<Saved> all) {
    for (Saved saved : all) {
      Cell cell = saved.cell();
      if (cell != null && cell.reference()) {
        beginStore(cell);
        code.op(Opcodes.ACONST_NULL);
        endStore(cell);
      }
    }
  }

  private void load(Saved local, int shift) {
    code.variable(TypeOpcodes.of(local.type(), Opcodes.ILOAD), local.slot() - shift);
  }

  /** Pushes what was kept of {@code saved}, or a stand-in: {@code null}, {@code 0}. */
  private void loadValue(Saved saved) {
    Cell cell = saved.cell();
    if (cell == null) {
      code.op(standIn(saved.type()));
      return;
    }
    code.loadFrame();
    if (isInArray(cell)) {
      loadArray(cell);
      code.op(cell.reference() ? Opcodes.AALOAD : Opcodes.LALOAD);
    } else {
      field(Opcodes.GETFIELD, cell);
    }
    narrow(saved.type(), cell);
  }

  /** Stores the long or reference on top of the stack. */
  private void storeOperand(Cell cell) {
    code.loadFrame();
    if (isInArray(cell)) {
      loadArray(cell); // Leaves array and index; both go below the value.
      code.op(cell.reference() ? Opcodes.DUP2_X1 : Opcodes.DUP2_X2).op(Opcodes.POP2);
    } else if (cell.reference()) {
      code.op(Opcodes.SWAP);
    } else {
      code.op(Opcodes.DUP_X2).op(Opcodes.POP); // A long cannot be swapped.
    }
    endStore(cell);
  }

  private void beginStore(Cell cell) {
    code.loadFrame();
    if (isInArray(cell)) {
      loadArray(cell);
    }
  }

  private void endStore(Cell cell) {
    if (isInArray(cell)) {
      code.op(cell.reference() ? Opcodes.AASTORE : Opcodes.LASTORE);
    } else {
      field(Opcodes.PUTFIELD, cell);
    }
  }

  private static boolean isInArray(Cell cell) {
    return declaring(cell) == null;
  }

  private static @Nullable FrameClass declaring(Cell cell) {
    return FrameClass.declaring(cell.reference(), cell.index());
  }

  /** Replaces the frame on the stack by the array, and pushes the index of the cell. */
  private void loadArray(Cell cell) {
    boolean reference = cell.reference();
    code.field(
        Opcodes.GETFIELD,
        RuntimeNames.LARGE_FRAME,
        reference ? RuntimeNames.REFERENCE_ARRAY : RuntimeNames.NUMBER_ARRAY,
        reference ? RuntimeNames.REFERENCE_ARRAY_DESCRIPTOR : RuntimeNames.NUMBER_ARRAY_DESCRIPTOR);
    code.push(cell.index() - FrameClass.LARGE.fields(reference));
  }

  private void field(int opcode, Cell cell) {
    boolean reference = cell.reference();
    code.field(
        opcode,
        Objects.requireNonNull(declaring(cell)).type(),
        RuntimeNames.field(reference, cell.index()),
        reference ? RuntimeNames.REFERENCE_FIELD_DESCRIPTOR : "J");
  }

  private void pack() {
    code.callStatic(RuntimeNames.FRAME, RuntimeNames.PACK, RuntimeNames.PACK_DESCRIPTOR);
  }

  /** Makes a long of a primitive value that has a cell for itself. */
  private void widen(Object type) {
    if (type == Opcodes.INTEGER || type == Opcodes.FLOAT) {
      toBits(type);
      code.op(Opcodes.I2L);
    } else if (type == Opcodes.DOUBLE) {
      code.callStatic("java/lang/Double", "doubleToRawLongBits", "(D)J");
    }
  }

  /** Makes an int of a float. */
  private void toBits(Object type) {
    if (type == Opcodes.FLOAT) {
      code.callStatic("java/lang/Float", "floatToRawIntBits", "(F)I");
    }
  }

  /** Makes of the content of a cell what it was. */
  private void narrow(Object type, Cell cell) {
    if (type == Opcodes.INTEGER || type == Opcodes.FLOAT) {
      if (cell.high()) {
        code.callStatic(RuntimeNames.FRAME, RuntimeNames.HIGH, RuntimeNames.HIGH_DESCRIPTOR);
      } else {
        code.op(Opcodes.L2I);
      }
    }
    if (type == Opcodes.FLOAT) {
      code.callStatic("java/lang/Float", "intBitsToFloat", "(I)F");
    } else if (type == Opcodes.DOUBLE) {
      code.callStatic("java/lang/Double", "longBitsToDouble", "(J)D");
    } else if (type instanceof String name && !name.equals(RuntimeNames.OBJECT)) {
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, name));
    }
  }

  /** What pushes a value of {@code type} that nobody reads. */
  static int standIn(Object type) {
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
