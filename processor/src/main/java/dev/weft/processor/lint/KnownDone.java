package dev.weft.processor.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Is a future whose result is taken known to be done? It is when the code before has awaited
 * something that is made of it, as {@code await(allOf(a, b))}, or has asked whether it is done.
 */
final class KnownDone extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Code code;
  private final Element future;
  private final Tree call;

  /** How many awaits are around what is being looked at. */
  private int awaits;

  private boolean isDone;
  private boolean isBehind;

  private KnownDone(Code code, Element future, Tree call) {
    this.code = code;
    this.future = future;
    this.call = call;
  }

  /** Whether that is so of what {@code call} is a call on; only variables are followed. */
  static boolean is(TreePath call, Code code) {
    ExpressionTree receiver = Code.receiver(call);
    Element future =
        receiver instanceof IdentifierTree
            ? code.element(Code.at(Code.nameOf(call), receiver))
            : null;
    if (future == null) {
      return false;
    }
    TreePath owner = call;
    while (!(owner.getLeaf() instanceof MethodTree)
        && !(owner.getLeaf() instanceof LambdaExpressionTree)
        && !(owner.getLeaf() instanceof ClassTree)) {
      owner = owner.getParentPath();
    }
    KnownDone scanner = new KnownDone(code, future, call.getLeaf());
    scanner.scan(owner, null);
    return scanner.isDone;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree its, @Nullable Void unused) {
    if (its == call) {
      isBehind = true;
      return null;
    }
    boolean isAwait = Code.simpleName(its).equals("await");
    boolean asks = Code.simpleName(its).equals("isDone");
    awaits += isAwait || asks ? 1 : 0;
    super.visitMethodInvocation(its, null);
    awaits -= isAwait || asks ? 1 : 0;
    return null;
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void unused) {
    isDone |= awaits > 0 && !isBehind && future.equals(code.element(getCurrentPath()));
    return null;
  }
}
