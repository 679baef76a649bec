package dev.weft.processor.check;

import com.sun.source.util.TreePath;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;

/** Is {@code await} passed around as {@code Asyncio::await}, for somebody else to call? */
final class MethodReferenceCheck {
  private final FunctionTypes functions;
  private final Problems problems;

  MethodReferenceCheck(FunctionTypes functions, Problems problems) {
    this.functions = functions;
    this.problems = problems;
  }

  void check(TreePath reference) {
    problems.report(Problem.AWAIT_AS_METHOD_REFERENCE, reference, functions.describe(reference));
  }
}
