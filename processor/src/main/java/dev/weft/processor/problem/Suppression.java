package dev.weft.processor.problem;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** {@code @SuppressWarnings("weft:<id>")}: somebody has looked, and says that it is all right. */
public final class Suppression {
  private static final String PREFIX = "weft:";

  private Suppression() {}

  /** Whether a problem is not to be reported on an element, or anywhere in it. */
  public static boolean covers(Problem problem, Element element) {
    for (Element each = element; each != null; each = each.getEnclosingElement()) {
      if (standsOn(problem, each)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the annotation stands on that very element. */
  public static boolean standsOn(Problem problem, Element element) {
    return element.getAnnotationMirrors().stream()
        .filter(Suppression::isSuppressWarnings)
        .flatMap(mirror -> mirror.getElementValues().values().stream())
        .anyMatch(value -> names(value, PREFIX + problem.id()));
  }

  private static boolean isSuppressWarnings(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement())
        .getQualifiedName()
        .contentEquals("java.lang.SuppressWarnings");
  }

  /** Not by {@code getAnnotation}: what that gives throws if a value does not compile. */
  private static boolean names(AnnotationValue value, String wanted) {
    return value.getValue() instanceof List<?> several
        ? several.stream()
            .anyMatch(each -> each instanceof AnnotationValue one && names(one, wanted))
        : wanted.equals(value.getValue());
  }
}
