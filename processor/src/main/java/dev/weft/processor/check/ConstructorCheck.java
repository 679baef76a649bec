package dev.weft.processor.check;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import javax.lang.model.element.Element;

/** Does an await stand in a constructor, the arguments of this(..) and super(..) included? */
final class ConstructorCheck {
  private final Trees trees;
  private final Problems problems;

  ConstructorCheck(Trees trees, Problems problems) {
    this.trees = trees;
    this.problems = problems;
  }

  void check(TreePath await, TreePath constructor) {
    Element element = trees.getElement(constructor);
    Object type = element == null ? "a class" : element.getEnclosingElement().getSimpleName();
    problems.report(Problem.AWAIT_IN_CONSTRUCTOR, await, type);
  }
}
