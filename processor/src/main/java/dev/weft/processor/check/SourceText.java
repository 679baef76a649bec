package dev.weft.processor.check;

import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** Types and methods the way they are written in source, short enough for a message. */
final class SourceText {
  private SourceText() {}

  /** {@code Map<String, Integer>} for {@code java.util.Map<java.lang.String,java.lang.Integer>}. */
  static String of(TypeMirror type) {
    return type.toString()
        .replaceAll("@[\\w.]+(\\([^)]*\\))? ?", "")
        .replaceAll("\\b(?:[\\p{Ll}_][\\w]*\\.)+(?=\\p{Lu})", "")
        .replace(",", ", ");
  }

  /** {@code price(String)}. */
  static String of(ExecutableElement method) {
    StringBuilder text = new StringBuilder(method.getSimpleName()).append('(');
    String separator = "";
    for (Element parameter : method.getParameters()) {
      text.append(separator).append(of(parameter.asType()));
      separator = ", ";
    }
    return text.append(')').toString();
  }
}
