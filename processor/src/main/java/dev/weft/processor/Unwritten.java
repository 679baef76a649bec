package dev.weft.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import java.util.HashMap;
import java.util.Map;
import javax.tools.JavaFileObject;

/**
 * How many top-level classes javac has entered and not written yet.
 *
 * <p>No event says which class is the last, but after it javac counts its errors, and what is said
 * then is not counted. If javac leaves a class out, because of an error or as told to, there is no
 * last one.
 */
final class Unwritten {
  /** By file: javac enters it anew after each round of annotation processing. */
  private final Map<JavaFileObject, Integer> entered = new HashMap<>();

  private int count;

  void enter(CompilationUnitTree file) {
    int classes = 0;
    for (Tree declaration : file.getTypeDecls()) {
      if (declaration instanceof ClassTree) {
        classes++;
      }
    }
    Integer before = entered.put(file.getSourceFile(), classes);
    count += before == null ? classes : classes - before;
  }

  /** Takes one off, and says whether it was the last. */
  boolean wasLast() {
    count--;
    return count == 0;
  }
}
