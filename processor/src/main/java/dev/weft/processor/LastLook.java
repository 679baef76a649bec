package dev.weft.processor;

import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The look at the end: what was woven is still woven on disk. Other tools rewrite class files while
 * javac runs, too, and one that kept the bytes from before would undo the weaving silently.
 */
final class LastLook {
  private final Problems problems;
  private final List<Expected> woven = new ArrayList<>();

  LastLook(Problems problems) {
    this.problems = problems;
  }

  /** Remembers a class. Those in memory only are left out: a Filer reads no file twice. */
  void expect(ClassFile file, byte[] bytes) {
    if (file instanceof ClassFile.OnDisk onDisk) {
      woven.add(new Expected(onDisk, checksum(bytes)));
    }
  }

  void look() {
    for (Expected expected : woven) {
      String state = state(expected);
      if (!state.isEmpty()) {
        problems.report(Problem.LEFT_UNWOVEN, null, expected.file.binaryName(), state);
      }
    }
    woven.clear();
  }

  private static String state(Expected expected) {
    try {
      byte[] bytes = expected.file.read();
      // As a rule nobody touched it, and comparing costs far less than parsing.
      return checksum(bytes) == expected.checksum ? "" : Weaving.unwoven(bytes);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static long checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }

  /** A class file, and what was written to it. */
  private record Expected(ClassFile.OnDisk file, long checksum) {}
}
