package dev.weft.processor.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.weft.processor.check.SourceText;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Is sleeping used for what has a better word: to give way, or to wait for something? */
final class SleepLint {
  private final Code code;

  SleepLint(Code code) {
    this.code = code;
  }

  boolean isAbout(ExecutableElement method) {
    return WeftSymbols.isWord(method, "sleep");
  }

  /** {@code sleep(Duration.ZERO)} */
  void checkCall(TreePath call, ExecutableElement method) {
    MethodInvocationTree tree = (MethodInvocationTree) call.getLeaf();
    if (isAbout(method)
        && tree.getArguments().size() == 1
        && isZero(Code.inside(Code.at(call, tree.getArguments().get(0))))) {
      code.report(Problem.SLEEP_ZERO, Code.nameOf(call));
    }
  }

  private boolean isZero(TreePath duration) {
    Tree tree = duration.getLeaf();
    if (tree instanceof MethodInvocationTree of) {
      return of.getArguments().size() == 1
          && of.getArguments().get(0) instanceof LiteralTree literal
          && literal.getValue() instanceof Number number
          && number.longValue() == 0
          && isOfDuration(code.element(duration));
    }
    Element constant = code.element(duration);
    return constant != null
        && constant.getSimpleName().contentEquals("ZERO")
        && isOfDuration(constant);
  }

  private static boolean isOfDuration(@Nullable Element member) {
    return member != null
        && member.getEnclosingElement() instanceof TypeElement type
        && type.getQualifiedName().contentEquals("java.time.Duration");
  }

  /** {@code while (!ready) await(sleep(..));} */
  void checkLoop(TreePath loop, ExpressionTree condition, StatementTree body) {
    StatementTree only = only(body);
    if (only instanceof ExpressionStatementTree statement
        && isPause(statement.getExpression())
        && Memory.isAllThatCountsIn(Code.at(loop, condition), code)) {
      code.report(Problem.SLEEP_POLLING, loop, SourceText.quote(Code.inside(condition)));
    }
  }

  private static @Nullable StatementTree only(StatementTree body) {
    if (body instanceof BlockTree block) {
      List<? extends StatementTree> statements = block.getStatements();
      return statements.size() == 1 ? statements.get(0) : null;
    }
    return body;
  }

  /** By name: the loop's condition has to be looked at first, and these names are enough. */
  private static boolean isPause(ExpressionTree statement) {
    return statement instanceof MethodInvocationTree await
        && Code.simpleName(await).equals("await")
        && await.getArguments().size() == 1
        && await.getArguments().get(0) instanceof MethodInvocationTree pause
        && (Code.simpleName(pause).equals("sleep") || Code.simpleName(pause).equals("yieldNow"));
  }

  /**
   * Whether a condition depends on this program's own memory only: it calls nothing but Weft's and
   * the collections' methods. Who waits for a file or a server has to look again and again.
   */
  private static final class Memory extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Code code;
    private boolean calls;

    private Memory(Code code) {
      this.code = code;
    }

    static boolean isAllThatCountsIn(TreePath condition, Code code) {
      if (Code.inside(condition.getLeaf()) instanceof LiteralTree) {
        return false; // for ever
      }
      Memory memory = new Memory(code);
      memory.scan(condition, null);
      return !memory.calls;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      ExecutableElement method = code.callee(getCurrentPath());
      String owner = method == null ? "" : WeftSymbols.declaring(method).toString();
      calls |=
          Code.simpleName(call).equals("time") // It passes while one sleeps.
              || (!owner.startsWith("dev.weft.")
                  && !owner.startsWith("java.util.concurrent.atomic.")
                  && !owner.matches("java\\.util\\.\\w+(<.*>)?"));
      return super.visitMethodInvocation(call, null);
    }
  }
}
