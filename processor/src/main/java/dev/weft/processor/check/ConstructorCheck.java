package dev.weft.processor.check;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreePath;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;

/** Does an await stand in a constructor, the arguments of this(..) and super(..) included? */
final class ConstructorCheck {
  private final Problems problems;

  ConstructorCheck(Problems problems) {
    this.problems = problems;
  }

  void check(TreePath await, TreePath constructor) {
    ClassTree type = (ClassTree) constructor.getParentPath().getLeaf();
    problems.report(Problem.AWAIT_IN_CONSTRUCTOR, await, type.getSimpleName());
  }
}
