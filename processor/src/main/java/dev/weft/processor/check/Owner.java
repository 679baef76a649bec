package dev.weft.processor.check;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;

/**
 * The construct that decides whether an expression may await: the nearest lambda, {@code
 * synchronized} block, method, initializer or field around it.
 */
final class Owner {
  private Owner() {}

  /** Climbs from the expression; ends at the latest below the class, which owns no code itself. */
  static TreePath of(TreePath expression) {
    TreePath inner = expression;
    TreePath path = expression.getParentPath();
    while (!owns(path, inner.getLeaf())) {
      inner = path;
      path = path.getParentPath();
    }
    return path;
  }

  /** The method, lambda, initializer or field around it, whether or not it holds a monitor. */
  static TreePath functionAround(TreePath place) {
    TreePath path = of(place);
    while (path.getLeaf() instanceof SynchronizedTree) {
      path = of(path);
    }
    return path;
  }

  private static boolean owns(TreePath path, Tree inner) {
    Tree tree = path.getLeaf();
    if (tree instanceof SynchronizedTree monitor) {
      // The lock expression is evaluated before the monitor is taken: it may await.
      return inner == monitor.getBlock();
    }
    return tree instanceof LambdaExpressionTree
        || tree instanceof MethodTree
        || ((tree instanceof BlockTree || tree instanceof VariableTree)
            && path.getParentPath().getLeaf() instanceof ClassTree);
  }
}
