package dev.weft.processor.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.weft.processor.check.WeftSymbols;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Where code can be suspended: awaits, and the syntax that awaits. Not in lambdas and classes. */
final class Suspensions extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Code code;
  private final List<TreePath> found = new ArrayList<>();

  private Suspensions(Code code) {
    this.code = code;
  }

  /** All in a tree, in source order. */
  static List<TreePath> in(TreePath path, Code code) {
    Suspensions suspensions = new Suspensions(code);
    suspensions.scan(path, null);
    return suspensions.found;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    super.visitMethodInvocation(call, null);
    String name = Code.simpleName(call);
    if ((name.equals("await") || name.equals("emit")) && code.isCallOf(name, getCurrentPath())) {
      found.add(getCurrentPath());
    }
    return null;
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree loop, @Nullable Void unused) {
    TreePath iterable = Code.at(getCurrentPath(), loop.getExpression());
    if (WeftSymbols.inherits(code.type(iterable), "dev.weft.AsyncIterable")) {
      found.add(iterable);
    }
    return super.visitEnhancedForLoop(loop, null);
  }

  @Override
  public @Nullable Void visitTry(TryTree statement, @Nullable Void unused) {
    for (Tree resource : statement.getResources()) {
      TreePath path = Code.at(getCurrentPath(), resource);
      if (WeftSymbols.inherits(typeOf(path), "dev.weft.AsyncCloseable")) {
        found.add(path);
      }
    }
    return super.visitTry(statement, null);
  }

  private @Nullable TypeMirror typeOf(TreePath resource) {
    Element variable = resource.getLeaf() instanceof VariableTree ? code.element(resource) : null;
    return variable == null ? code.type(resource) : variable.asType();
  }

  /** A coroutine that is returned is awaited, unless it is the result itself. */
  @Override
  public @Nullable Void visitReturn(ReturnTree statement, @Nullable Void unused) {
    ExpressionTree value = statement.getExpression();
    if (value != null) {
      TreePath path = Code.inside(Code.at(getCurrentPath(), value));
      if (code.isCoroutine(code.type(path)) && !code.isCallOf("done", path)) {
        found.add(path);
      }
    }
    return super.visitReturn(statement, null);
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
    return null;
  }
}
