package dev.weft.processor.check;

import com.sun.source.util.TreePath;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;

/**
 * Does an await stand in a lambda that will be woven one day? To be removed, with its problem and
 * its one caller, when the weaver takes async lambdas.
 */
final class AsyncLambdaNotYetCheck {
  private final FunctionTypes functions;
  private final Problems problems;

  AsyncLambdaNotYetCheck(FunctionTypes functions, Problems problems) {
    this.functions = functions;
    this.problems = problems;
  }

  void check(TreePath await, TreePath lambda) {
    problems.report(Problem.ASYNC_LAMBDA_NOT_YET, await, functions.describe(lambda));
  }
}
