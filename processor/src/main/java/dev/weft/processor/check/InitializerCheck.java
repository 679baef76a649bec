package dev.weft.processor.check;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;

/** Does an await stand in an initializer block or in the initial value of a field? */
final class InitializerCheck {
  private final Problems problems;

  InitializerCheck(Problems problems) {
    this.problems = problems;
  }

  void check(TreePath await, TreePath initializer) {
    problems.report(Problem.AWAIT_IN_INITIALIZER, await, describe(initializer.getLeaf()));
  }

  private static String describe(Tree initializer) {
    if (initializer instanceof VariableTree field) {
      return "the initial value of field " + field.getName();
    }
    return ((BlockTree) initializer).isStatic()
        ? "a static initializer"
        : "an instance initializer";
  }
}
