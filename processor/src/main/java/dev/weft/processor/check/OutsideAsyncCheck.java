package dev.weft.processor.check;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Does an await stand in a method that nobody made async, or that somebody else's @Async marks? */
final class OutsideAsyncCheck {
  private final Trees trees;
  private final AsyncResult results;
  private final Problems problems;

  OutsideAsyncCheck(Trees trees, Types types, Problems problems) {
    this.trees = trees;
    this.results = new AsyncResult(types);
    this.problems = problems;
  }

  void check(TreePath await, TreePath path) {
    if (!(trees.getElement(path) instanceof ExecutableElement method)
        || WeftSymbols.isAsync(method)) {
      return;
    }
    Optional<String> foreign = WeftSymbols.foreignAsync(method);
    if (foreign.isPresent()) {
      problems.report(Problem.FOREIGN_ASYNC, await, SourceText.of(method), foreign.get());
    } else {
      problems.report(
          Problem.AWAIT_OUTSIDE_ASYNC, await, SourceText.of(method), wayOut(method, path));
    }
  }

  private String wayOut(ExecutableElement method, TreePath path) {
    TypeMirror type = method.getReturnType();
    String annotate =
        AsyncResult.isOne(type)
            ? "Annotate it with @Async."
            : "Annotate it with @Async and return " + results.insteadOf(type) + ".";
    return outerAsync(path)
        .map(outer -> annotate + " (The @Async of " + outer + "() does not reach into the class.)")
        .orElse(annotate);
  }

  /** The @Async method around the class of this one, if that is what the author relied on. */
  private Optional<CharSequence> outerAsync(TreePath method) {
    TreePath path = method.getParentPath();
    while (path != null && !(path.getLeaf() instanceof MethodTree)) {
      path = path.getParentPath();
    }
    if (path == null || !(method.getParentPath().getLeaf() instanceof ClassTree)) {
      return Optional.empty();
    }
    Element outer = trees.getElement(path);
    return outer != null && WeftSymbols.isAsync(outer)
        ? Optional.of(outer.getSimpleName())
        : Optional.empty();
  }
}
