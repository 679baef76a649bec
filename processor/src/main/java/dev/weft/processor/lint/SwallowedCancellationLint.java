package dev.weft.processor.lint;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Does a {@code catch} around an await catch a cancellation and let nobody know? Whoever cancelled
 * the task then waits for something that goes on as if nothing had been asked.
 *
 * <p>Somebody knows if the block throws, or hands the exception on. To wait for a task that one has
 * just cancelled oneself is no reason either.
 */
final class SwallowedCancellationLint {
  private static final Set<String> CATCHING =
      Set.of("java.lang.Throwable", "java.lang.Error", "dev.weft.CancelledError");

  /** To print an exception is not to hand it on. */
  private static final Set<String> PRINTING =
      Set.of(
          "add",
          "debug",
          "error",
          "fine",
          "getMessage",
          "info",
          "log",
          "print",
          "println",
          "printStackTrace",
          "printf",
          "severe",
          "toString",
          "trace",
          "warn",
          "warning");

  /** Names of an exception that say that it comes as no surprise. */
  private static final Pattern MEANT = Pattern.compile("expected|ignore|_$");

  /** Who asks these knows what a cancellation is. */
  private static final Set<String> KNOWING = Set.of("cancelling", "uncancel");

  private final Code code;

  SwallowedCancellationLint(Code code) {
    this.code = code;
  }

  void check(TreePath path) {
    TryTree statement = (TryTree) path.getLeaf();
    for (CatchTree clause : statement.getCatches()) {
      TreePath clausePath = Code.at(path, clause);
      if (catchesCancellation(clausePath, clause)) {
        // Whatever comes after this clause gets no cancellation any more.
        checkClause(path, clausePath, clause);
        return;
      }
    }
  }

  private void checkClause(TreePath path, TreePath clausePath, CatchTree clause) {
    List<TreePath> awaits =
        Suspensions.in(Code.at(path, ((TryTree) path.getLeaf()).getBlock()), code);
    if (!awaits.isEmpty() && !tells(clausePath, clause) && !areAllCancelledHere(awaits, path)) {
      code.report(
          Problem.CANCELLATION_SWALLOWED,
          Code.at(clausePath, clause.getParameter()),
          clause.getParameter().getType());
    }
  }

  private boolean catchesCancellation(TreePath path, CatchTree clause) {
    TreePath parameter = Code.at(path, clause.getParameter());
    Tree type = clause.getParameter().getType();
    List<? extends Tree> all =
        type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
    for (Tree each : all) {
      TypeMirror caught = code.type(Code.at(parameter, each));
      if (caught != null && WeftSymbols.isOneOf(caught, CATCHING)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the block throws something, or does more with the exception than to print it. */
  private boolean tells(TreePath path, CatchTree clause) {
    VariableTree parameter = clause.getParameter();
    if (MEANT.matcher(parameter.getName()).lookingAt()) {
      return true;
    }
    Telling telling = new Telling(code.element(Code.at(path, parameter)));
    telling.scan(Code.at(path, clause.getBlock()), null);
    return telling.found;
  }

  private static boolean areAllCancelledHere(List<TreePath> awaits, TreePath path) {
    Set<String> cancelled = new Cancelled().around(path);
    return cancelled.contains("currentTask()")
        || awaits.stream()
            .allMatch(await -> Names.in(await).stream().anyMatch(cancelled::contains));
  }

  private final class Telling extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final @Nullable Element exception;
    private boolean found;

    /** How many calls around only print what they are given. */
    private int printing;

    Telling(@Nullable Element exception) {
      this.exception = exception;
    }

    @Override
    public @Nullable Void visitThrow(ThrowTree statement, @Nullable Void unused) {
      found = true;
      return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      String name = Code.simpleName(call);
      found |= KNOWING.contains(name);
      boolean isPrinting = PRINTING.contains(name);
      printing += isPrinting ? 1 : 0;
      super.visitMethodInvocation(call, null);
      printing -= isPrinting ? 1 : 0;
      return null;
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void unused) {
      found |=
          printing == 0 && exception != null && exception.equals(code.element(getCurrentPath()));
      return null;
    }
  }

  /** The expressions that the method around something calls {@code cancel} on. */
  private static final class Cancelled extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Set<String> found = new HashSet<>();

    Set<String> around(TreePath path) {
      TreePath owner = path;
      while (!(owner.getLeaf() instanceof MethodTree)
          && !(owner.getLeaf() instanceof LambdaExpressionTree)
          && !(owner.getLeaf() instanceof ClassTree)) {
        owner = owner.getParentPath();
      }
      scan(owner, null);
      return found;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      ExpressionTree receiver = Code.receiver(getCurrentPath());
      if (receiver != null && Code.simpleName(call).equals("cancel")) {
        found.add(receiver.toString());
      }
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitMemberReference(
        MemberReferenceTree reference, @Nullable Void unused) {
      if (reference.getName().contentEquals("cancel")) {
        found.add(reference.getQualifierExpression().toString());
      }
      return super.visitMemberReference(reference, null);
    }
  }

  /** The names in an expression. */
  private static final class Names extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Set<String> found = new HashSet<>();

    static Set<String> in(TreePath path) {
      Names names = new Names();
      names.scan(path, null);
      return names.found;
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void unused) {
      found.add(name.getName().toString());
      return null;
    }
  }
}
