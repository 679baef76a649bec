package dev.weft.processor.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.weft.processor.check.SourceText;
import dev.weft.processor.problem.Problem;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;

/**
 * Does a loop await one coroutine after the other, where none needs the one before? They could run
 * together.
 */
final class AwaitsInSequenceLint {
  private static final Set<String> PAUSES = Set.of("sleep", "yieldNow");

  private final Code code;

  AwaitsInSequenceLint(Code code) {
    this.code = code;
  }

  /** {@code for (String sku : skus) sum += await(price(sku));} */
  void check(TreePath path) {
    EnhancedForLoopTree loop = (EnhancedForLoopTree) path.getLeaf();
    TreePath body = Code.at(path, loop.getStatement());
    if (body.getLeaf() instanceof BlockTree block) {
      List<? extends StatementTree> statements = block.getStatements();
      if (statements.size() != 1) {
        return; // The next statement may be why it has to wait.
      }
      body = Code.at(body, statements.get(0));
    }
    if (body.getLeaf() instanceof ExpressionStatementTree statement) {
      checkValue(Code.at(body, statement.getExpression()));
    }
  }

  private void checkValue(TreePath value) {
    Tree tree = value.getLeaf();
    if (tree instanceof CompoundAssignmentTree sum) {
      checkAwait(Code.at(value, sum.getExpression()));
    } else if (tree instanceof MethodInvocationTree call) {
      if (Code.simpleName(call).equals("add") && call.getArguments().size() == 1) {
        checkAwait(Code.at(value, call.getArguments().get(0)));
      } else {
        checkAwait(value);
      }
    }
  }

  private void checkAwait(TreePath value) {
    if (!code.isCallOf("await", value)) {
      return;
    }
    List<? extends ExpressionTree> awaited =
        ((MethodInvocationTree) value.getLeaf()).getArguments();
    TreePath call = Code.at(value, awaited.get(0));
    ExecutableElement method = code.callee(call);
    if (method != null
        && code.isCoroutine(code.type(call))
        && !PAUSES.contains(method.getSimpleName().toString())) {
      code.report(Problem.AWAITS_IN_SEQUENCE, value, SourceText.quote(call.getLeaf()));
    }
  }
}
