package dev.weft.processor.check;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Has an {@code @Async} method a body, and one that nobody locks around? */
final class AsyncMethodCheck {
  private final Problems problems;

  AsyncMethodCheck(Problems problems) {
    this.problems = problems;
  }

  /** Reports what is in the way; at most one thing, and then tells that there was one. */
  boolean hasWeavableBody(TreePath path) {
    MethodTree method = (MethodTree) path.getLeaf();
    Set<Modifier> modifiers = method.getModifiers().getFlags();
    if (modifiers.contains(Modifier.NATIVE)) {
      return refuse(Problem.ASYNC_NATIVE, path, method);
    }
    if (method.getBody() == null) {
      return refuse(Problem.ASYNC_ABSTRACT, path, method);
    }
    if (modifiers.contains(Modifier.SYNCHRONIZED)) {
      return refuse(Problem.ASYNC_SYNCHRONIZED, path, method);
    }
    return true;
  }

  private boolean refuse(Problem problem, TreePath path, MethodTree method) {
    problems.report(problem, path, method.getName() + "()");
    return false;
  }
}
