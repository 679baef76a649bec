package dev.weft.processor.check;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** Types, methods and code the way they are written in source, short enough for a message. */
public final class SourceText {
  private static final int LONGEST_QUOTE = 40;

  private SourceText() {}

  /** Code: where that is long, the name of the method that it calls, or else dots. */
  public static String quote(Tree code) {
    String text = code.toString();
    if (isShort(text)) {
      return text;
    } else if (code instanceof MethodInvocationTree call) {
      ExpressionTree callee = call.getMethodSelect();
      return isShort(callee.toString()) || !(callee instanceof MemberSelectTree select)
          ? callee + "(..)"
          : select.getIdentifier() + "(..)";
    }
    return "..";
  }

  private static boolean isShort(String text) {
    return text.length() <= LONGEST_QUOTE && text.indexOf('\n') < 0;
  }

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
