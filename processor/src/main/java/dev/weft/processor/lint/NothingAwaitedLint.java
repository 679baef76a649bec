package dev.weft.processor.lint;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Is a method async that nowhere waits, and that nobody demands to be async? */
final class NothingAwaitedLint {
  private final Code code;

  NothingAwaitedLint(Code code) {
    this.code = code;
  }

  void check(TreePath path, ExecutableElement method) {
    MethodTree tree = (MethodTree) path.getLeaf();
    if (Suspensions.in(Code.at(path, tree.getBody()), code).isEmpty() && !isOverriding(method)) {
      code.report(Problem.NOTHING_AWAITED, path, method.getSimpleName() + "()");
    }
  }

  private boolean isOverriding(ExecutableElement method) {
    TypeElement type = WeftSymbols.declaring(method);
    return isDeclaredAbove(method, type, type);
  }

  private boolean isDeclaredAbove(ExecutableElement method, TypeElement type, TypeElement origin) {
    for (TypeMirror above : code.types().directSupertypes(type.asType())) {
      Element element = ((DeclaredType) above).asElement();
      boolean overrides =
          ElementFilter.methodsIn(element.getEnclosedElements()).stream()
              .anyMatch(other -> code.elements().overrides(method, other, origin));
      if (overrides || isDeclaredAbove(method, (TypeElement) element, origin)) {
        return true;
      }
    }
    return false;
  }
}
