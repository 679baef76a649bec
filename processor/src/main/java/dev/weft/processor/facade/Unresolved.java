package dev.weft.processor.facade;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Types that do not exist, or not yet: another processor may be about to generate them. */
final class Unresolved {
  private Unresolved() {}

  /** Whether one is mentioned where a facade would have to repeat it. */
  static boolean isIn(TypeElement type, List<ExecutableElement> methods) {
    return Stream.of(
            Stream.of(type.getSuperclass()),
            type.getInterfaces().stream(),
            bounds(type.getTypeParameters()),
            methods.stream().flatMap(Unresolved::mentioned))
        .flatMap(types -> types)
        .anyMatch(Unresolved::isUnresolved);
  }

  /** The first that a method mentions there. */
  static Optional<? extends TypeMirror> of(ExecutableElement method) {
    return mentioned(method).filter(Unresolved::isUnresolved).findFirst();
  }

  /** Whether javac has refused the declaration, which it goes on with all the same. */
  static boolean isMalformed(TypeElement type, List<ExecutableElement> methods) {
    return isNameless(type, methods)
        || Stream.concat(
                bounds(type.getTypeParameters()),
                methods.stream().flatMap(method -> bounds(method.getTypeParameters())))
            .anyMatch(bound -> bound.getKind().isPrimitive());
  }

  /** Whether a name is missing; what stands for it is no name. */
  private static boolean isNameless(TypeElement type, List<ExecutableElement> methods) {
    Stream<Element> around =
        Stream.iterate(type, TypeElement.class::isInstance, Element::getEnclosingElement);
    Stream<Element> within =
        methods.stream()
            .flatMap(method -> Stream.concat(Stream.of(method), method.getParameters().stream()));
    return Stream.concat(around, within)
        .anyMatch(element -> !SourceVersion.isIdentifier(element.getSimpleName()));
  }

  private static Stream<? extends TypeMirror> mentioned(ExecutableElement method) {
    return Stream.of(
            Stream.of(method.getReturnType()),
            method.getParameters().stream().map(parameter -> parameter.asType()),
            method.getThrownTypes().stream(),
            bounds(method.getTypeParameters()))
        .flatMap(types -> types);
  }

  private static Stream<? extends TypeMirror> bounds(List<? extends TypeParameterElement> all) {
    return all.stream().flatMap(parameter -> parameter.getBounds().stream());
  }

  private static boolean isUnresolved(@Nullable TypeMirror type) {
    if (type == null) {
      return false;
    }
    if (type.getKind() == TypeKind.ERROR) {
      return true;
    }
    if (type instanceof DeclaredType declared) {
      return declared.getTypeArguments().stream().anyMatch(Unresolved::isUnresolved);
    }
    if (type instanceof ArrayType array) {
      return isUnresolved(array.getComponentType());
    }
    return type instanceof WildcardType wildcard
        && (isUnresolved(wildcard.getExtendsBound()) || isUnresolved(wildcard.getSuperBound()));
  }
}
