package dev.weft.processor.check;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Does an {@code @Async} method return something that stands for a result to come? */
final class ReturnTypeCheck {
  private final Trees trees;
  private final AsyncResult results;
  private final Problems problems;

  ReturnTypeCheck(Trees trees, Types types, Problems problems) {
    this.trees = trees;
    this.results = new AsyncResult(types);
    this.problems = problems;
  }

  void check(TreePath path) {
    Tree written = ((MethodTree) path.getLeaf()).getReturnType();
    // A constructor, or a method that lacks it: javac has said that this cannot be.
    if (written != null && trees.getElement(path) instanceof ExecutableElement method) {
      TypeMirror type = method.getReturnType();
      // javac has said already that it does not know an erroneous type.
      if (type.getKind() != TypeKind.ERROR && !AsyncResult.isOne(type)) {
        problems.report(
            Problem.ASYNC_RETURN_TYPE,
            new TreePath(path, written),
            method.getSimpleName() + "()",
            SourceText.of(type),
            "Write `" + results.insteadOf(type) + "`" + ending(type) + ".");
      }
    }
  }

  private static String ending(TypeMirror type) {
    return type.getKind() == TypeKind.VOID
        ? " and end with `return done();`"
        : " and return `done(..)`";
  }
}
