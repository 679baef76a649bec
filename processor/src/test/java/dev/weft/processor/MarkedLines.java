package dev.weft.processor;

import java.util.List;

/** Finds a line of a program by the comment that ends it. */
final class MarkedLines {
  private MarkedLines() {}

  /** The number of the line that ends in {@code // mark}. */
  static int of(String[] program, String mark) {
    List<String> lines = List.of(program);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("// " + mark)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException(mark);
  }
}
