package dev.weft.processor.facade;

import dev.weft.processor.check.WeftSymbols;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The methods of a type, inherited ones too, that a class of the same package can call.
 *
 * <p>{@code Elements.getAllMembers} knows them, but in an order of its own: here they come as
 * declared, first those of the type, then those of its superclasses, then those of its interfaces.
 */
final class AsyncMembers {
  private static final Set<String> RESULTS =
      Set.of("dev.weft.Coroutine", "dev.weft.Task", FacadeSymbols.GENERATOR);

  private final Elements elements;
  private final Types types;

  AsyncMembers(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /** The async ones among them; generators too. */
  List<ExecutableElement> of(TypeElement type) {
    return callable(type).stream().filter(AsyncMembers::isAsync).toList();
  }

  /** Whether callers can tell, or are told, that its result is yet to come. */
  private static boolean isAsync(ExecutableElement method) {
    String result = qualifiedName(method.getReturnType());
    if (RESULTS.contains(result)) {
      return true;
    }
    return FacadeSymbols.STAGES.contains(result)
        && (method.getModifiers().contains(Modifier.ABSTRACT) || carriesAsync(method));
  }

  private static boolean carriesAsync(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .anyMatch(mirror -> qualifiedName(mirror.getAnnotationType()).equals(FacadeSymbols.ASYNC));
  }

  static String qualifiedName(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
            && ((DeclaredType) type).asElement() instanceof TypeElement named
        ? named.getQualifiedName().toString()
        : "";
  }

  private List<ExecutableElement> callable(TypeElement type) {
    PackageElement home = elements.getPackageOf(type);
    List<ExecutableElement> found = new ArrayList<>();
    for (TypeElement declaring : lineage(type)) {
      for (ExecutableElement method : ElementFilter.methodsIn(declaring.getEnclosedElements())) {
        if (isInherited(method, type) && isAccessible(method, home) && isNew(method, found, type)) {
          found.add(method);
        }
      }
    }
    return found;
  }

  /** The type, its superclasses, and all their interfaces, each once. */
  private Set<TypeElement> lineage(TypeElement type) {
    Set<TypeElement> classes = new LinkedHashSet<>();
    for (TypeMirror next = type.asType();
        next.getKind() == TypeKind.DECLARED;
        next = ((TypeElement) types.asElement(next)).getSuperclass()) {
      classes.add((TypeElement) types.asElement(next));
    }
    Set<TypeElement> all = new LinkedHashSet<>(classes);
    classes.forEach(declaring -> addInterfaces(declaring, all));
    return all;
  }

  private void addInterfaces(TypeElement type, Set<TypeElement> all) {
    for (TypeMirror each : type.getInterfaces()) {
      if (types.asElement(each) instanceof TypeElement element) {
        all.add(element);
        addInterfaces(element, all);
      }
    }
  }

  private static boolean isInherited(ExecutableElement method, TypeElement type) {
    TypeElement declaring = WeftSymbols.declaring(method);
    return declaring.equals(type)
        || !declaring.getKind().isInterface()
        || !method.getModifiers().contains(Modifier.STATIC);
  }

  private boolean isAccessible(ExecutableElement method, PackageElement home) {
    Set<Modifier> modifiers = method.getModifiers();
    return modifiers.contains(Modifier.PUBLIC)
        || (!modifiers.contains(Modifier.PRIVATE) && elements.getPackageOf(method).equals(home));
  }

  private boolean isNew(ExecutableElement method, List<ExecutableElement> found, TypeElement type) {
    return found.stream()
        .filter(other -> other.getSimpleName().equals(method.getSimpleName()))
        .noneMatch(other -> isSame(other, method, type));
  }

  private boolean isSame(ExecutableElement closer, ExecutableElement method, TypeElement type) {
    DeclaredType self = (DeclaredType) type.asType();
    return types.isSubsignature(
        (ExecutableType) types.asMemberOf(self, closer),
        (ExecutableType) types.asMemberOf(self, method));
  }
}
