package dev.weft.processor.facade;

import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * {@code @AsyncFacade} as it stands on a type.
 *
 * @param value the value to blame if there is something wrong with the values, or null if none is
 *     written
 */
record FacadeDeclaration(
    TypeElement type,
    AnnotationMirror annotation,
    @Nullable AnnotationValue value,
    boolean isBlocking,
    boolean isFuture) {

  /** Reads it; nothing if the type does not carry it. */
  static Optional<FacadeDeclaration> on(TypeElement type, Elements elements) {
    return type.getAnnotationMirrors().stream()
        .filter(mirror -> isOurs(mirror))
        .findFirst()
        .map(mirror -> read(type, mirror, elements));
  }

  private static FacadeDeclaration read(
      TypeElement type, AnnotationMirror mirror, Elements elements) {
    return new FacadeDeclaration(
        type,
        mirror,
        mirror.getElementValues().values().stream().findFirst().orElse(null),
        flag("blocking", elements.getElementValuesWithDefaults(mirror)),
        flag("future", elements.getElementValuesWithDefaults(mirror)));
  }

  boolean asks(Flavour flavour) {
    return flavour == Flavour.BLOCKING ? isBlocking : isFuture;
  }

  private static boolean isOurs(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement())
        .getQualifiedName()
        .contentEquals(FacadeSymbols.ASYNC_FACADE);
  }

  private static boolean flag(
      String name, Map<? extends ExecutableElement, ? extends AnnotationValue> values) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().getSimpleName().contentEquals(name))
        .allMatch(entry -> Boolean.TRUE.equals(entry.getValue().getValue()));
  }
}
