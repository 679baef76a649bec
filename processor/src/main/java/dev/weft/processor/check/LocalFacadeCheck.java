package dev.weft.processor.check;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreePath;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;

/**
 * Refuses facades of classes that are declared in a method. Asked of trees, because javac shows
 * such classes to no processor.
 */
final class LocalFacadeCheck {
  private final Problems problems;

  LocalFacadeCheck(Problems problems) {
    this.problems = problems;
  }

  /** Reports an annotation that stands on such a class. */
  void check(TreePath annotation) {
    TreePath type = annotation.getParentPath().getParentPath();
    problems.report(
        Problem.FACADE_IMPOSSIBLE,
        annotation,
        ((ClassTree) type.getLeaf()).getSimpleName(),
        "it is declared inside a method, where no other class sees it. Move it out of the method");
  }
}
