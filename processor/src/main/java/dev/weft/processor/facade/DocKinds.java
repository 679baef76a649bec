package dev.weft.processor.facade;

import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** Tells Markdown comments, which JDK 23 brought, from those that JavaPoet can write. */
final class DocKinds {
  private DocKinds() {}

  /** Asked by reflection, as this is compiled for JDK 17. */
  static boolean isMarkdown(Elements elements, Element element) {
    try {
      Object kind =
          Elements.class.getMethod("getDocCommentKind", Element.class).invoke(elements, element);
      return kind != null && kind.toString().equals("END_OF_LINE");
    } catch (ReflectiveOperationException beforeMarkdown) {
      return false;
    }
  }
}
