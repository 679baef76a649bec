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
      SuppressWarnings suppressed = each.getAnnotation(SuppressWarnings.class);
      if (suppressed != null && Arrays.asList(suppressed.value()).contains(PREFIX + problem.id())) {
        return true;
      }
    }
    return false;
  }
}
