package dev.weft.processor.check;

import com.sun.source.util.TreePath;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;

/** Does an await stand in a lambda that others call as an ordinary function? */
final class LambdaCheck {
  private final FunctionTypes functions;
  private final Problems problems;

  LambdaCheck(FunctionTypes functions, Problems problems) {
    this.functions = functions;
    this.problems = problems;
  }

  void check(TreePath await, TreePath lambda) {
    if (!functions.isAsync(lambda)) {
      problems.report(Problem.AWAIT_IN_LAMBDA, await, functions.describe(lambda));
    } else if (functions.isSerializable(lambda)) {
      problems.report(Problem.SERIALIZABLE_ASYNC_LAMBDA, await, functions.describe(lambda));
    }
  }
}
