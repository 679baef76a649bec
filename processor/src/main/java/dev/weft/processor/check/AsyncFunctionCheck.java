package dev.weft.processor.check;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Is something called that has to be awaited, or made of what nobody will await? */
final class AsyncFunctionCheck {
  private final Trees trees;
  private final FunctionTypes functions;
  private final Problems problems;

  AsyncFunctionCheck(Trees trees, FunctionTypes functions, Problems problems) {
    this.trees = trees;
    this.functions = functions;
    this.problems = problems;
  }

  /** {@code body.call()} in async code; elsewhere an async lambda says so when it is called. */
  void checkCall(TreePath call) {
    if (isInAsyncCode(call)) {
      ExpressionTree callee = ((MethodInvocationTree) call.getLeaf()).getMethodSelect();
      String receiver = receiver(callee);
      boolean takesArgument = !((MethodInvocationTree) call.getLeaf()).getArguments().isEmpty();
      problems.report(
          Problem.ASYNC_FUNCTION_CALLED,
          new TreePath(call, callee),
          nameOf(callee),
          receiver,
          takesArgument ? receiver + ", argument" : receiver);
    }
  }

  /** {@code resource.close()} in async code, where it is the one that only throws. */
  void checkClose(TreePath call) {
    if (isInAsyncCode(call)) {
      ExpressionTree callee = ((MethodInvocationTree) call.getLeaf()).getMethodSelect();
      problems.report(
          Problem.CLOSE_NOT_AWAITED,
          new TreePath(call, callee),
          receiver(callee),
          receiver(callee));
    }
  }

  private boolean isInAsyncCode(TreePath place) {
    for (TreePath path = place; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof LambdaExpressionTree) {
        return functions.isAsync(path);
      } else if (path.getLeaf() instanceof ClassTree) {
        return false;
      } else if (trees.getElement(path) instanceof ExecutableElement method
          && path.getLeaf() instanceof MethodTree) {
        return WeftSymbols.isAsync(method);
      }
    }
    return false;
  }

  /** A lambda or method reference for an async function: does it give a coroutine? */
  void checkFunction(TreePath function) {
    if (function.getLeaf() instanceof LambdaExpressionTree lambda) {
      checkLambda(function, lambda);
    } else if (trees.getElement(function) instanceof ExecutableElement method
        && isCoroutine(method.getReturnType())) {
      report(
          function,
          function,
          "method reference",
          "Write a lambda that awaits it: `() -> await(" + method.getSimpleName() + "(..))`.");
    }
  }

  private void checkLambda(TreePath path, LambdaExpressionTree lambda) {
    if (lambda.getBodyKind() == LambdaExpressionTree.BodyKind.EXPRESSION) {
      checkValue(path, new TreePath(path, lambda.getBody()));
      return;
    }
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitReturn(ReturnTree statement, @Nullable Void unused) {
        if (statement.getExpression() != null) {
          checkValue(path, new TreePath(getCurrentPath(), statement.getExpression()));
        }
        return null;
      }

      @Override
      public @Nullable Void visitLambdaExpression(
          LambdaExpressionTree inner, @Nullable Void unused) {
        return null;
      }

      @Override
      public @Nullable Void visitClass(ClassTree inner, @Nullable Void unused) {
        return null;
      }
    }.scan(new TreePath(path, lambda.getBody()), null);
  }

  private void checkValue(TreePath lambda, TreePath value) {
    if (isCoroutine(trees.getTypeMirror(value))) {
      report(
          lambda,
          value,
          "lambda",
          "Pass the coroutine itself instead of the lambda, or await it: `await("
              + SourceText.quote(value.getLeaf())
              + ")`.");
    }
  }

  private void report(TreePath function, TreePath place, String what, String wayOut) {
    problems.report(Problem.COROUTINE_RETURNED, place, what, functions.describe(function), wayOut);
  }

  private static boolean isCoroutine(@Nullable TypeMirror type) {
    return WeftSymbols.inherits(type, WeftSymbols.COROUTINE);
  }

  private static String receiver(ExpressionTree callee) {
    return callee instanceof MemberSelectTree select
        ? SourceText.quote(select.getExpression())
        : "this";
  }

  private static CharSequence nameOf(ExpressionTree callee) {
    return callee instanceof MemberSelectTree select
        ? select.getIdentifier()
        : ((IdentifierTree) callee).getName();
  }
}
