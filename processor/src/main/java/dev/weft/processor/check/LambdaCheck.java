package dev.weft.processor.check;

import com.sun.source.util.TreePath;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;

/** Does an await stand in a lambda that others call as an ordinary function? */
final class LambdaCheck {
  private final FunctionTypes functions;
  private final AsyncLambdaNotYetCheck asyncLambda;
  private final Problems problems;

  LambdaCheck(FunctionTypes functions, AsyncLambdaNotYetCheck asyncLambda, Problems problems) {
    this.functions = functions;
    this.asyncLambda = asyncLambda;
    this.problems = problems;
  }

  void check(TreePath await, TreePath lambda) {
    if (functions.isAsync(lambda)) {
      asyncLambda.check(await, lambda);
    } else {
      problems.report(Problem.AWAIT_IN_LAMBDA, await, functions.describe(lambda));
    }
  }
}
