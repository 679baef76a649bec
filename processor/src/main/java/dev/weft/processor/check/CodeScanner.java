package dev.weft.processor.check;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the code of a class: not over types, modifiers and annotations, in which nothing
 * happens, and not over plain names and literals. Without these less than half of the trees are
 * left.
 *
 * <p>Does what {@link com.sun.source.util.TreePathScanner} does, but makes a path only for a tree
 * of which somebody asks it, which are few.
 */
public abstract class CodeScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
  /**
   * The trees around the current one, from where the walk began, and it last, at {@link #depth}.
   */
  private Tree[] trees = new Tree[32];

  /** Their paths, as far as they have been asked for. */
  private @Nullable TreePath[] paths = new TreePath[32];

  private int depth;

  /** Walks from there downwards. */
  public void walk(TreePath top) {
    depth = 0;
    trees[0] = top.getLeaf();
    paths[0] = top;
    top.getLeaf().accept(this, null);
  }

  /** The path of the tree that is being visited. */
  protected final TreePath path() {
    int known = depth;
    while (paths[known] == null) {
      known--;
    }
    for (; known < depth; known++) {
      paths[known + 1] = new TreePath(paths[known], trees[known + 1]);
    }
    return paths[depth];
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    if (tree != null && !(tree instanceof IdentifierTree) && !(tree instanceof LiteralTree)) {
      depth++;
      if (depth == trees.length) {
        trees = Arrays.copyOf(trees, 2 * depth);
        paths = Arrays.copyOf(paths, 2 * depth);
      }
      trees[depth] = tree;
      paths[depth] = null;
      tree.accept(this, null);
      depth--;
    }
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
    return scan(type.getMembers(), null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
    scan(method.getParameters(), null);
    return scan(method.getBody(), null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
    return scan(variable.getInitializer(), null);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree creation, @Nullable Void unused) {
    scan(creation.getEnclosingExpression(), null);
    scan(creation.getArguments(), null);
    return scan(creation.getClassBody(), null);
  }

  @Override
  public @Nullable Void visitTypeCast(TypeCastTree cast, @Nullable Void unused) {
    return scan(cast.getExpression(), null);
  }
}
