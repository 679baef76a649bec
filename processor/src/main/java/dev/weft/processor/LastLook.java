package dev.weft.processor;

import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The look at the end: what was woven is still woven on disk. Other tools rewrite class files while
 * javac runs, too, and one that kept the bytes from before would undo the weaving silently.
 */
final class LastLook {
  private final Problems problems;
  private final List<ClassFile.OnDisk> woven = new ArrayList<>();

  LastLook(Problems problems) {
    this.problems = problems;
  }

  /** Remembers a class. Those in memory only are left out: a Filer reads no file twice. */
  void expect(ClassFile file) {
    if (file instanceof ClassFile.OnDisk onDisk) {
      woven.add(onDisk);
    }
  }

  void look() {
    for (ClassFile.OnDisk file : woven) {
      String state = state(file);
      if (!state.isEmpty()) {
        problems.report(Problem.LEFT_UNWOVEN, null, file.binaryName(), state);
      }
    }
    woven.clear();
  }

  private static String state(ClassFile.OnDisk file) {
    try {
      return Weaving.unwoven(file.read());
    } catch (IOException e) {
      return e.toString();
    }
  }
}
