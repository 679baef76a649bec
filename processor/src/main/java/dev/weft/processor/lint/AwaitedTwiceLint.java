package dev.weft.processor.lint;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.weft.processor.problem.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * Is a coroutine in a local variable awaited again, one statement after the other or in a loop? A
 * coroutine runs once.
 */
final class AwaitedTwiceLint {
  private static final Set<String> RUNNERS =
      Set.of("dev.weft.Asyncio", "dev.weft.EventLoop", "dev.weft.TaskGroup", "dev.weft.Runner");

  private static final Set<Tree.Kind> LOOPS =
      EnumSet.of(
          Tree.Kind.WHILE_LOOP,
          Tree.Kind.DO_WHILE_LOOP,
          Tree.Kind.FOR_LOOP,
          Tree.Kind.ENHANCED_FOR_LOOP);

  /** What code may run without: something inside one of these may not have run. */
  private static final Set<Tree.Kind> CONDITIONAL =
      EnumSet.of(
          Tree.Kind.IF,
          Tree.Kind.CONDITIONAL_EXPRESSION,
          Tree.Kind.CONDITIONAL_AND,
          Tree.Kind.CONDITIONAL_OR,
          Tree.Kind.SWITCH,
          Tree.Kind.SWITCH_EXPRESSION,
          Tree.Kind.TRY,
          Tree.Kind.LAMBDA_EXPRESSION,
          Tree.Kind.CLASS);

  private final Code code;

  AwaitedTwiceLint(Code code) {
    this.code = code;
  }

  void check(TreePath variable) {
    TreePath scope = scope(variable);
    if (scope == null || !code.isCoroutine(code.type(variable))) {
      return;
    }
    Element element = code.element(variable);
    if (element != null) {
      Uses uses = new Uses(element);
      uses.scan(scope, null);
      if (!uses.isAssigned) {
        report(uses.runs, scope, ((VariableTree) variable.getLeaf()).getName());
      }
    }
  }

  /** The code that can see a local variable or parameter, or null if it is something else. */
  private static @Nullable TreePath scope(TreePath variable) {
    TreePath parent = variable.getParentPath();
    Tree tree = parent.getLeaf();
    if (tree instanceof BlockTree) {
      return parent;
    } else if (tree instanceof MethodTree method && method.getBody() != null) {
      return Code.at(parent, method.getBody());
    }
    return tree instanceof LambdaExpressionTree lambda ? Code.at(parent, lambda.getBody()) : null;
  }

  private void report(List<TreePath> runs, TreePath scope, CharSequence name) {
    @Nullable TreePath first = null;
    for (TreePath run : runs) {
      boolean isAgain =
          first != null && first.getParentPath().getLeaf() != run.getParentPath().getLeaf();
      if (isAgain || isRepeated(run, scope)) {
        code.report(Problem.AWAITED_TWICE, run, name);
        return; // One mistake, one message.
      }
      if (first == null && isCertain(run, scope)) {
        first = run;
      }
    }
  }

  /** Whether code that got to the end of {@code scope} has run this. */
  private static boolean isCertain(TreePath run, TreePath scope) {
    for (TreePath path = run; path.getLeaf() != scope.getLeaf(); path = path.getParentPath()) {
      Tree.Kind kind = path.getLeaf().getKind();
      if (CONDITIONAL.contains(kind) || LOOPS.contains(kind)) {
        return false;
      }
    }
    return true;
  }

  /** Whether this stands in a loop that the variable does not, and that goes on after it. */
  private static boolean isRepeated(TreePath run, TreePath scope) {
    TreePath path = run;
    while (path.getLeaf() != scope.getLeaf()) {
      Tree.Kind kind = path.getLeaf().getKind();
      if (LOOPS.contains(kind)) {
        return !Exits.areIn(path);
      } else if (CONDITIONAL.contains(kind)) {
        return false;
      }
      path = path.getParentPath();
    }
    return false;
  }

  /** Collects what runs the coroutine of a variable: {@code await(c)}, {@code createTask(c)}. */
  private final class Uses extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Element variable;
    private final List<TreePath> runs = new ArrayList<>();
    private boolean isAssigned;

    Uses(Element variable) {
      this.variable = variable;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      ExecutableElement method = code.callee(getCurrentPath());
      if (method != null && code.isIn(method, RUNNERS)) {
        for (ExpressionTree argument : call.getArguments()) {
          TreePath path = Code.at(getCurrentPath(), argument);
          if (argument instanceof IdentifierTree && variable.equals(code.element(path))) {
            runs.add(path);
          }
        }
      }
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void unused) {
      TreePath target = Code.at(getCurrentPath(), assignment.getVariable());
      isAssigned |= variable.equals(code.element(target));
      return super.visitAssignment(assignment, null);
    }
  }

  /** Whether a loop may end, or its variable be left, by a jump. */
  private static final class Exits extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private boolean found;

    static boolean areIn(TreePath loop) {
      Exits exits = new Exits();
      exits.scan(loop, null);
      return exits.found;
    }

    @Override
    public @Nullable Void visitBreak(BreakTree statement, @Nullable Void unused) {
      found = true;
      return null;
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree statement, @Nullable Void unused) {
      found = true;
      return null;
    }

    @Override
    public @Nullable Void visitThrow(ThrowTree statement, @Nullable Void unused) {
      found = true;
      return null;
    }
  }
}
