package dev.weft.weaver.analysis;

/** Hands out the cells of one layout, the lowest first. */
final class CellAllocator {
  private int references;
  private int numbers;

  Cell next(Object type) {
    return TypeFrame.isReference(type) ? new Cell(true, references++) : new Cell(false, numbers++);
  }

  int references() {
    return references;
  }

  int numbers() {
    return numbers;
  }
}
