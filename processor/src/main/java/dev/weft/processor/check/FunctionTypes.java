package dev.weft.processor.check;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What a lambda or method reference is a function for. */
final class FunctionTypes {
  private final Trees trees;
  private final Elements elements;
  private final Types types;

  FunctionTypes(Trees trees, Elements elements, Types types) {
    this.trees = trees;
    this.elements = elements;
    this.types = types;
  }

  /** The functional interface as a user would write it, for messages. */
  String describe(TreePath function) {
    TypeMirror type = trees.getTypeMirror(function);
    return type == null ? "a functional interface" : SourceText.of(type);
  }

  /** Whether the function is one that Weft will be able to suspend. */
  boolean isAsync(TreePath function) {
    TypeMirror type = trees.getTypeMirror(function);
    if (type == null || type.getKind() != TypeKind.DECLARED) {
      return false;
    }
    DeclaredType declared = (DeclaredType) type;
    return WeftSymbols.isOneOf(declared, WeftSymbols.ASYNC_FUNCTIONS)
        || method(declared).filter(method -> isAsync(declared, method)).isPresent();
  }

  private boolean isAsync(DeclaredType type, ExecutableElement method) {
    ExecutableType asMember = (ExecutableType) types.asMemberOf(type, method);
    return WeftSymbols.isAsync(method)
        || WeftSymbols.isOneOf(asMember.getReturnType(), Set.of(WeftSymbols.COROUTINE));
  }

  /** The one abstract method that is not just a redeclared method of {@code Object}. */
  private Optional<ExecutableElement> method(DeclaredType type) {
    TypeElement function = (TypeElement) type.asElement();
    return ElementFilter.methodsIn(elements.getAllMembers(function)).stream()
        .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
        .filter(method -> !redeclaresMethodOfObject(method, function))
        .findFirst();
  }

  private boolean redeclaresMethodOfObject(ExecutableElement method, TypeElement function) {
    TypeElement object = elements.getTypeElement("java.lang.Object");
    return object != null
        && ElementFilter.methodsIn(object.getEnclosedElements()).stream()
            .anyMatch(inherited -> elements.overrides(method, inherited, function));
  }
}
