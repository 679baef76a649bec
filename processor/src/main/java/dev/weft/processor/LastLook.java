package dev.weft.processor;

import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

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

  /** Remembers a class that was written. Not those in memory: a Filer reads no file twice. */
  void expect(ClassFile file) throws IOException {
    if (file instanceof ClassFile.OnDisk onDisk) {
      woven.add(new Expected(onDisk, onDisk.attributes()));
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
      return expected.isAsLeft() ? "" : Weaving.unwoven(expected.file.read());
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** A class file, and how it was left. */
  private record Expected(ClassFile.OnDisk file, BasicFileAttributes left) {
    /** As a rule nobody has touched it; and nobody makes it unwoven without another size. */
    boolean isAsLeft() throws IOException {
      BasicFileAttributes now = file.attributes();
      return now.size() == left.size() && now.lastModifiedTime().equals(left.lastModifiedTime());
    }
  }
}
