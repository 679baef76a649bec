package dev.weft.processor.lint;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** Has a time-out a body that never awaits? Then it can never be interrupted. */
final class EmptyTimeoutLint {
  private final Code code;

  EmptyTimeoutLint(Code code) {
    this.code = code;
  }

  boolean isAbout(ExecutableElement method) {
    return WeftSymbols.isWord(method, "timeout") || WeftSymbols.isWord(method, "timeoutAt");
  }

  void check(TreePath call, ExecutableElement method) {
    if (!isAbout(method)) {
      return;
    }
    List<? extends ExpressionTree> arguments =
        ((MethodInvocationTree) call.getLeaf()).getArguments();
    TreePath last = Code.at(call, arguments.get(arguments.size() - 1));
    if (last.getLeaf() instanceof LambdaExpressionTree lambda
        && Suspensions.in(Code.at(last, lambda.getBody()), code).isEmpty()
        && !code.isCoroutine(code.type(Code.at(last, lambda.getBody())))) {
      code.report(Problem.TIMEOUT_OF_NOTHING, Code.nameOf(call), method.getSimpleName());
    }
  }
}
