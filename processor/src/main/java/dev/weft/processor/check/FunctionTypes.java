package dev.weft.processor.check;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** What a lambda or method reference is a function for. */
public final class FunctionTypes {
  /** What the method of a function that can be suspended returns. */
  private static final Set<String> LAZY =
      Set.of(WeftSymbols.COROUTINE, WeftSymbols.ASYNC_GENERATOR);

  private final Trees trees;
  private final Elements elements;
  private final Types types;

  /** For one compilation. */
  public FunctionTypes(Trees trees, Elements elements, Types types) {
    this.trees = trees;
    this.elements = elements;
    this.types = types;
  }

  /** The functional interface as a user would write it, for messages. */
  String describe(TreePath function) {
    TypeMirror type = trees.getTypeMirror(function);
    return type == null ? "a functional interface" : SourceText.of(type);
  }

  /**
   * Whether the function can be suspended: one of Weft's own async functions, or any whose method
   * returns a {@code Coroutine} or an {@code AsyncGenerator}.
   */
  public boolean isAsync(TreePath function) {
    return parts(trees.getTypeMirror(function)).stream().anyMatch(this::isAsync);
  }

  /** What its method returns, or null. */
  @Nullable TypeMirror result(TreePath function) {
    for (TypeMirror part : parts(trees.getTypeMirror(function))) {
      if (part.getKind() == TypeKind.DECLARED) {
        DeclaredType declared = (DeclaredType) part;
        Optional<ExecutableElement> method = method(declared);
        if (method.isPresent()) {
          return ((ExecutableType) types.asMemberOf(declared, method.get())).getReturnType();
        }
      }
    }
    return null;
  }

  /** Whether its method returns one of the types. */
  boolean gives(TreePath function, Set<String> names) {
    return parts(trees.getTypeMirror(function)).stream()
        .filter(part -> part.getKind() == TypeKind.DECLARED)
        .map(part -> (DeclaredType) part)
        .anyMatch(part -> method(part).filter(m -> gives(part, m, names)).isPresent());
  }

  /**
   * Whether a value that its body has is lost. Not if it may throw anything: assertions take such
   * functions, and what they want of the body is the exception.
   */
  public boolean dropsValue(TreePath function) {
    return parts(trees.getTypeMirror(function)).stream()
        .filter(part -> part.getKind() == TypeKind.DECLARED)
        .flatMap(part -> method((DeclaredType) part).stream())
        .anyMatch(
            method ->
                method.getReturnType().getKind() == TypeKind.VOID
                    && method.getThrownTypes().stream().noneMatch(FunctionTypes::isThrowable));
  }

  private static boolean isThrowable(TypeMirror type) {
    return WeftSymbols.isOneOf(type, Set.of("java.lang.Throwable"));
  }

  /** Whether somebody may want to write it to a stream. */
  boolean isSerializable(TreePath function) {
    TypeMirror serializable = elements.getTypeElement("java.io.Serializable").asType();
    return parts(trees.getTypeMirror(function)).stream()
        .anyMatch(part -> types.isSubtype(part, serializable));
  }

  /**
   * The type, or its parts if it is an intersection as in {@code (Function & Serializable) x -> y}.
   */
  private static List<? extends TypeMirror> parts(@Nullable TypeMirror type) {
    if (type instanceof IntersectionType intersection) {
      return intersection.getBounds();
    }
    return type == null ? List.of() : List.of(type);
  }

  private boolean isAsync(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return false;
    }
    DeclaredType declared = (DeclaredType) type;
    return WeftSymbols.isOneOf(declared, WeftSymbols.ASYNC_FUNCTIONS)
        || method(declared).filter(method -> gives(declared, method, LAZY)).isPresent();
  }

  private boolean gives(DeclaredType type, ExecutableElement method, Set<String> names) {
    ExecutableType asMember = (ExecutableType) types.asMemberOf(type, method);
    return WeftSymbols.isOneOf(asMember.getReturnType(), names);
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
