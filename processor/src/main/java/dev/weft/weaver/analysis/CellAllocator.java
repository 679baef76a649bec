package dev.weft.weaver.analysis;

import org.objectweb.asm.Opcodes;

/** Hands out the cells of one layout, the lowest first. */
final class CellAllocator {
  private static final int NONE = -1;

  private int references;
  private int numbers;

  /** The cell whose high half is free, or NONE. */
  private int halfFull = NONE;

  Cell next(Object type) {
    if (TypeFrame.isReference(type)) {
      return new Cell(true, references++, false);
    } else if (!isHalf(type)) {
      return new Cell(false, numbers++, false);
    } else if (halfFull != NONE) {
      Cell high = new Cell(false, halfFull, true);
      halfFull = NONE;
      return high;
    }
    halfFull = numbers;
    return new Cell(false, numbers++, false);
  }

  /** Leaves a free half unused, because its owner will not be at hand when the other is saved. */
  void closeHalf() {
    halfFull = NONE;
  }

  int references() {
    return references;
  }

  int numbers() {
    return numbers;
  }

  /** Whether a value of that type fits half a long. */
  static boolean isHalf(Object type) {
    return type == Opcodes.INTEGER || type == Opcodes.FLOAT;
  }
}
