package dev.weft.processor.check;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Do emit and end stand in an async generator, does it give what it says, and end with end()? */
final class GeneratorCheck {
  private static final Set<String> GENERATOR = Set.of(WeftSymbols.ASYNC_GENERATOR);

  private final Trees trees;
  private final Types types;
  private final FunctionTypes functions;
  private final Problems problems;

  GeneratorCheck(Trees trees, Types types, FunctionTypes functions, Problems problems) {
    this.trees = trees;
    this.types = types;
    this.functions = functions;
    this.problems = problems;
  }

  /** Checks the place of an emit, and what the lambda around it returns. */
  void checkEmit(TreePath emit) {
    if (emit.getLeaf() instanceof MemberReferenceTree) {
      problems.report(Problem.EMIT_OUTSIDE_GENERATOR, emit, "a method reference");
      return;
    }
    TreePath place = calleeOf(emit);
    TreePath owner = Owner.of(emit);
    if (owner.getLeaf() instanceof SynchronizedTree monitor) {
      problems.report(Problem.EMIT_IN_SYNCHRONIZED, place, "`" + lock(monitor) + "`");
    } else if (!isGenerator(owner)) {
      problems.report(Problem.EMIT_OUTSIDE_GENERATOR, place, describe(owner));
    } else if (owner.getLeaf() instanceof LambdaExpressionTree && functions.isSerializable(owner)) {
      problems.report(Problem.SERIALIZABLE_ASYNC_LAMBDA, place, functions.describe(owner));
    } else {
      checkType(emit, owner);
    }
  }

  /** Erased, for javac infers what is emitted without knowing what it is wanted for. */
  private void checkType(TreePath emit, TreePath owner) {
    Tree value = ((MethodInvocationTree) emit.getLeaf()).getArguments().get(0);
    TypeMirror given = trees.getTypeMirror(new TreePath(emit, value));
    TypeMirror generator = generatorType(owner);
    if (given == null
        || !(generator instanceof DeclaredType declared)
        || declared.getTypeArguments().isEmpty()) {
      return;
    }
    TypeMirror wanted = declared.getTypeArguments().get(0);
    if (wanted.getKind() != TypeKind.WILDCARD
        && !types.isAssignable(types.erasure(given), types.erasure(wanted))) {
      problems.report(
          Problem.EMIT_OF_WRONG_TYPE,
          new TreePath(emit, value),
          SourceText.of(given),
          SourceText.of(wanted));
    }
  }

  private @Nullable TypeMirror generatorType(TreePath owner) {
    if (owner.getLeaf() instanceof LambdaExpressionTree) {
      return functions.result(owner);
    }
    return trees.getElement(owner) instanceof ExecutableElement method
        ? method.getReturnType()
        : null;
  }

  /** Checks that an end is what a generator returns. */
  void checkEnd(TreePath end) {
    TreePath parent = end.getParentPath();
    while (parent.getLeaf() instanceof ParenthesizedTree) {
      parent = parent.getParentPath();
    }
    boolean returned =
        end.getLeaf() instanceof MethodInvocationTree
            && (parent.getLeaf() instanceof ReturnTree
                ? isGenerator(Owner.functionAround(parent))
                : parent.getLeaf() instanceof LambdaExpressionTree && isGenerator(parent));
    if (!returned) {
      problems.report(Problem.END_OUTSIDE_GENERATOR, end);
    }
  }

  /** Checks a return statement. */
  void checkReturn(TreePath statement) {
    ExpressionTree value = ((ReturnTree) statement.getLeaf()).getExpression();
    while (value instanceof ParenthesizedTree parenthesized) {
      value = parenthesized.getExpression();
    }
    if (value != null
        && Owner.functionAround(statement).getLeaf() instanceof MethodTree
        && isGenerator(Owner.functionAround(statement))
        && !isEnd(statement, value)) {
      problems.report(Problem.RETURN_IN_GENERATOR, new TreePath(statement, value));
    }
  }

  private boolean isEnd(TreePath statement, ExpressionTree value) {
    return value instanceof MethodInvocationTree call
        && WeftSymbols.isWord(
            trees.getElement(new TreePath(new TreePath(statement, value), call.getMethodSelect())),
            WeftSymbols.END);
  }

  /** Whether the method or lambda is the code of a generator. */
  private boolean isGenerator(TreePath function) {
    if (function.getLeaf() instanceof LambdaExpressionTree) {
      return functions.gives(function, GENERATOR);
    }
    return trees.getElement(function) instanceof ExecutableElement method
        && WeftSymbols.isAsync(method)
        && WeftSymbols.isOneOf(method.getReturnType(), GENERATOR);
  }

  private String describe(TreePath owner) {
    if (owner.getLeaf() instanceof LambdaExpressionTree) {
      return "a lambda for " + functions.describe(owner);
    }
    return WeftSymbols.describe(trees.getElement(owner));
  }

  private static @Nullable Tree lock(SynchronizedTree monitor) {
    ExpressionTree lock = monitor.getExpression();
    return lock instanceof ParenthesizedTree parenthesized ? parenthesized.getExpression() : lock;
  }

  private static TreePath calleeOf(TreePath call) {
    return new TreePath(call, ((MethodInvocationTree) call.getLeaf()).getMethodSelect());
  }
}
