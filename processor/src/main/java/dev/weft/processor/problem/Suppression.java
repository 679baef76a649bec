package dev.weft.processor.problem;

import java.util.Arrays;
import javax.lang.model.element.Element;

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
    SuppressWarnings suppressed = element.getAnnotation(SuppressWarnings.class);
    return suppressed != null && Arrays.asList(suppressed.value()).contains(PREFIX + problem.id());
  }
}
