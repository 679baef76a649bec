package dev.weft.processor.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.weft.processor.check.SourceText;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * Is there an await between {@code lock()} and {@code unlock()}? Another task of this thread takes
 * the lock meanwhile, as its thread has it; and a task that goes on elsewhere cannot unlock it.
 */
final class AwaitUnderLockLint {
  private static final String LOCK = "java.util.concurrent.locks.Lock";

  private final Code code;
  private final Set<Tree> reported = Collections.newSetFromMap(new IdentityHashMap<>());

  AwaitUnderLockLint(Code code) {
    this.code = code;
  }

  /** Whether this call of {@code lock()} is part of something reported. */
  boolean hasReported(MethodInvocationTree lock) {
    return reported.contains(lock);
  }

  void check(TreePath path) {
    List<? extends StatementTree> statements = ((BlockTree) path.getLeaf()).getStatements();
    for (int i = 0; i < statements.size(); i++) {
      MethodInvocationTree lock = lockIn(Code.at(path, statements.get(i)));
      if (lock != null) {
        checkAfter(lock, path, statements.subList(i + 1, statements.size()));
      }
    }
  }

  private void checkAfter(
      MethodInvocationTree lock, TreePath block, List<? extends StatementTree> statements) {
    ExpressionTree receiver = Code.receiver(Code.at(block, lock));
    if (receiver == null) {
      return;
    }
    for (StatementTree statement : statements) {
      TreePath path = Code.at(block, statement);
      boolean unlocks = Unlocks.in(path, receiver.toString());
      List<TreePath> held = Suspensions.in(unlocks ? untilUnlock(path) : path, code);
      if (!held.isEmpty()) {
        reported.add(lock);
        code.report(Problem.AWAIT_UNDER_LOCK, held.get(0), SourceText.quote(receiver));
        return;
      } else if (unlocks) {
        return;
      }
    }
  }

  /** Of {@code try .. finally}, where the unlocking stands in the latter, what comes before. */
  private static TreePath untilUnlock(TreePath statement) {
    return statement.getLeaf() instanceof TryTree attempt
        ? Code.at(statement, attempt.getBlock())
        : Code.at(statement, statement.getLeaf());
  }

  private @Nullable MethodInvocationTree lockIn(TreePath statement) {
    // The name first: it is free, and the symbol costs a path.
    if (!(statement.getLeaf() instanceof ExpressionStatementTree expression)
        || !(expression.getExpression() instanceof MethodInvocationTree lock)
        || !Code.simpleName(lock).startsWith("lock")) {
      return null;
    }
    TreePath call = Code.at(statement, expression.getExpression());
    ExecutableElement method = code.callee(call);
    return method != null
            && (method.getSimpleName().contentEquals("lock")
                || method.getSimpleName().contentEquals("lockInterruptibly"))
            && code.isKindOf(WeftSymbols.declaring(method), LOCK)
        ? (MethodInvocationTree) call.getLeaf()
        : null;
  }

  /** Whether something calls {@code unlock()} on the same expression. */
  private static final class Unlocks extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final String receiver;
    private boolean found;

    private Unlocks(String receiver) {
      this.receiver = receiver;
    }

    static boolean in(TreePath path, String receiver) {
      Unlocks unlocks = new Unlocks(receiver);
      unlocks.scan(path, null);
      return unlocks.found;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      found |= call.getMethodSelect().toString().equals(receiver + ".unlock");
      return super.visitMethodInvocation(call, null);
    }
  }
}
