package dev.weft.processor.check;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.util.TreePath;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;

/** Would an await hold a monitor? The weaver asks again, of the bytecode. */
final class MonitorCheck {
  private final Problems problems;

  MonitorCheck(Problems problems) {
    this.problems = problems;
  }

  void check(TreePath await, TreePath owner) {
    ExpressionTree lock = ((SynchronizedTree) owner.getLeaf()).getExpression();
    if (lock instanceof ParenthesizedTree parenthesized) {
      lock = parenthesized.getExpression();
    }
    problems.report(Problem.AWAIT_IN_SYNCHRONIZED, await, "`" + lock + "`");
  }
}
