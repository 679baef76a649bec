package dev.weft.processor.check;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the code of a class: not over types, modifiers and annotations, in which nothing
 * happens, and not over plain names and literals. Without these less than half of the trees are
 * left.
 */
public abstract class CodeScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    return tree instanceof IdentifierTree || tree instanceof LiteralTree
        ? null
        : super.scan(tree, null);
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
