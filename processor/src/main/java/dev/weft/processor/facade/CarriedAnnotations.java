package dev.weft.processor.facade;

import com.palantir.javapoet.AnnotationSpec;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Which annotations of a declaration mean as much on its facade: deprecation, and what nullness
 * checkers read. They are known by their simple names, as every checker has its own.
 *
 * <p>Those that stand on types are not decided here: {@link TypeNames} carries them all over.
 */
final class CarriedAnnotations {
  private static final String DEPRECATED = "Deprecated";

  private static final Set<String> ON_PARAMETERS =
      Set.of("Nullable", "NonNull", "NotNull", "Nonnull", "CheckForNull");

  private static final Set<String> ON_TYPES =
      Set.of(
          DEPRECATED,
          "NullMarked",
          "NullUnmarked",
          "NonNullByDefault",
          "ParametersAreNonnullByDefault",
          "NonNullApi");

  private static final Set<String> DEFAULTS =
      Set.of("NullMarked", "NullUnmarked", "NonNullByDefault", "ParametersAreNonnullByDefault");

  private CarriedAnnotations() {}

  /** Those of the type, and what types around it say for all within. */
  static List<AnnotationSpec> ofType(TypeElement type) {
    for (Element outer = type.getEnclosingElement();
        outer instanceof TypeElement;
        outer = outer.getEnclosingElement()) {
      if (named(type, DEFAULTS).isEmpty() && !named(outer, DEFAULTS).isEmpty()) {
        List<AnnotationSpec> own = named(type, ON_TYPES);
        return Stream.concat(own.stream(), named(outer, DEFAULTS).stream()).toList();
      }
    }
    return named(type, ON_TYPES);
  }

  /**
   * Those of a method. What it says about the nullness of its coroutine says nothing about the
   * result.
   */
  static List<AnnotationSpec> ofMethod(Element method) {
    return named(method, Set.of(DEPRECATED, "NullMarked", "NullUnmarked"));
  }

  static List<AnnotationSpec> ofParameter(Element parameter) {
    return named(parameter, ON_PARAMETERS);
  }

  static boolean isSafeVarargs(Element method) {
    return !named(method, Set.of("SafeVarargs")).isEmpty();
  }

  private static List<AnnotationSpec> named(Element element, Set<String> names) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> names.contains(simpleName(mirror)) && !standsOnTheType(mirror))
        .map(AnnotationSpec::get)
        .toList();
  }

  private static String simpleName(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }

  /** javac reports an annotation that may stand on both only once in source, but for both. */
  private static boolean standsOnTheType(AnnotationMirror mirror) {
    Target target = mirror.getAnnotationType().asElement().getAnnotation(Target.class);
    return target != null && Arrays.asList(target.value()).contains(ElementType.TYPE_USE);
  }
}
