package dev.weft.processor.lint;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;

/**
 * Is a task started that nobody will ask for its result? It runs all the same, as the loop holds
 * it, so this is for those who want every failure to arrive somewhere.
 */
final class TaskDroppedLint {
  private static final Set<String> STARTERS = Set.of("dev.weft.Asyncio", "dev.weft.EventLoop");

  private final Code code;

  TaskDroppedLint(Code code) {
    this.code = code;
  }

  /** {@code createTask(price("apple"));}, not of a task group: that waits for its tasks. */
  void check(TreePath value) {
    TreePath call = Code.inside(value);
    ExecutableElement method = code.callee(call);
    if (method != null
        && WeftSymbols.inherits(code.type(call), WeftSymbols.TASK)
        && (code.isIn(method, STARTERS) || WeftSymbols.isAsync(method))) {
      code.report(
          Problem.TASK_DROPPED,
          call,
          "`" + Code.simpleName((MethodInvocationTree) call.getLeaf()) + "(..)`");
    }
  }
}
