package dev.weft.processor.facade;

import com.sun.source.util.Trees;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Can there be a facade? If not, it says so at the annotation, or at the value in it. */
final class FacadeCheck {
  private final Messager messager;
  private final @Nullable Trees trees;
  private final Elements elements;
  private final Problems problems;

  FacadeCheck(Messager messager, @Nullable Trees trees, Elements elements, Problems problems) {
    this.messager = messager;
    this.trees = trees;
    this.elements = elements;
    this.problems = problems;
  }

  /** Whether the annotation asks for something, of a type that can have it. */
  boolean makesSense(FacadeDeclaration declaration) {
    TypeElement type = declaration.type();
    if (!declaration.isBlocking() && !declaration.isFuture()) {
      return refuse(Problem.FACADE_OF_NOTHING, declaration, type.getSimpleName());
    }
    Optional<String> obstacle = invisible(type).or(() -> hidden(type));
    return obstacle.isEmpty()
        || refuse(
            Problem.FACADE_IMPOSSIBLE, declaration, type.getSimpleName(), obstacle.orElseThrow());
  }

  /** Whether there is anything to put into a facade. */
  boolean hasMethods(FacadeDeclaration declaration, List<ExecutableElement> methods) {
    return !methods.isEmpty()
        || refuse(Problem.FACADE_WITHOUT_METHODS, declaration, declaration.type().getSimpleName());
  }

  /**
   * Reports that a method mentions a type that does not exist. What stands in the sources javac
   * reports itself; of an inherited method, in a class file, it says nothing if nobody calls it.
   */
  void reportMissing(FacadeDeclaration declaration, List<ExecutableElement> methods) {
    for (ExecutableElement method : methods) {
      Optional<? extends TypeMirror> missing = Unresolved.of(method);
      if (missing.isPresent() && trees != null && trees.getPath(method) == null) {
        refuse(
            Problem.FACADE_IMPOSSIBLE,
            declaration,
            declaration.type().getSimpleName(),
            method.getSimpleName()
                + "() of "
                + WeftSymbols.declaring(method).getSimpleName()
                + " mentions "
                + missing.get()
                + ", which cannot be found. Put it on the class path");
        return;
      }
    }
  }

  /** Whether nobody else has the facade's name; {@code other} wants it for its own facade. */
  boolean isFree(FacadeDeclaration declaration, String name, @Nullable TypeElement other) {
    if (other != null) {
      return isTaken(declaration, name, "the facade of " + other.getQualifiedName());
    }
    // Not one from a class file: that is the facade, as the last compilation left it.
    TypeElement existing = elements.getTypeElement(name);
    boolean isSource = existing != null && trees != null && trees.getPath(existing) != null;
    return !isSource || isTaken(declaration, name, "a type of yours");
  }

  /** Reports that the name is not free. */
  boolean isTaken(FacadeDeclaration declaration, String name, String taker) {
    return refuse(
        Problem.FACADE_NAME_TAKEN, declaration, declaration.type().getSimpleName(), name, taker);
  }

  /** The type, or one around it, is seen only inside its own file. */
  private static Optional<String> invisible(TypeElement type) {
    for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
      if (each.getModifiers().contains(Modifier.PRIVATE)) {
        return Optional.of(
            each.getSimpleName()
                + " is private, and the facade is a class of its own. Drop `private`");
      }
    }
    return Optional.empty();
  }

  /** An inner class whose type variable hides one of those around it, which it needs too. */
  private static Optional<String> hidden(TypeElement type) {
    Set<String> names = new HashSet<>();
    Element each = type;
    while (each instanceof TypeElement around) {
      for (TypeParameterElement variable : around.getTypeParameters()) {
        if (!names.add(variable.getSimpleName().toString())) {
          return Optional.of(
              "its type variable "
                  + variable.getSimpleName()
                  + " hides that of "
                  + around.getSimpleName()
                  + ". Rename one of them");
        }
      }
      if (around.getModifiers().contains(Modifier.STATIC)) {
        return Optional.empty();
      }
      each = around.getEnclosingElement();
    }
    return Optional.empty();
  }

  private boolean refuse(Problem problem, FacadeDeclaration declaration, Object... arguments) {
    problems.report(
        problem,
        messager,
        declaration.type(),
        declaration.annotation(),
        declaration.value(),
        arguments);
    return false;
  }
}
