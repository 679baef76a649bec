package dev.weft.processor.check;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** Do loops over async iterables and async resources stand where code can be suspended? */
final class SuspendableCheck {
  private final Trees trees;
  private final FunctionTypes functions;
  private final Problems problems;

  SuspendableCheck(Trees trees, FunctionTypes functions, Problems problems) {
    this.trees = trees;
    this.functions = functions;
    this.problems = problems;
  }

  void checkFor(TreePath loop) {
    TreePath iterable = new TreePath(loop, ((EnhancedForLoopTree) loop.getLeaf()).getExpression());
    check(Problem.ASYNC_FOR_OUTSIDE_ASYNC, loop, iterable);
  }

  void checkResource(TreePath resource) {
    check(Problem.ASYNC_WITH_OUTSIDE_ASYNC, resource, resource);
  }

  private void check(Problem problem, TreePath construct, TreePath typed) {
    TreePath owner = Owner.functionAround(construct);
    if (!isAsync(owner)) {
      problems.report(problem, construct, typeOf(typed), describe(owner));
    }
  }

  private String typeOf(TreePath typed) {
    TypeMirror type =
        typed.getLeaf() instanceof VariableTree && trees.getElement(typed) != null
            ? trees.getElement(typed).asType()
            : trees.getTypeMirror(typed);
    return type == null ? "this" : SourceText.of(type);
  }

  /** Whether the code can be suspended; what it says of monitors is for the weaver to see. */
  private boolean isAsync(TreePath function) {
    if (function.getLeaf() instanceof LambdaExpressionTree) {
      return functions.isAsync(function);
    }
    return trees.getElement(function) instanceof ExecutableElement method
        && WeftSymbols.isAsync(method);
  }

  private String describe(TreePath owner) {
    if (owner.getLeaf() instanceof LambdaExpressionTree) {
      return "a lambda for " + functions.describe(owner);
    }
    return WeftSymbols.describe(trees.getElement(owner));
  }
}
