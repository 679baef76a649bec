package dev.weft.processor.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Does a stream or reader read from memory, itself or through those that it wraps? */
final class InMemory {
  private static final Set<String> SOURCES =
      Set.of("java.io.ByteArrayInputStream", "java.io.CharArrayReader", "java.io.StringReader");

  /** One reader around the other, around the other: more nobody writes. */
  private static final int DEEPEST = 4;

  private final Code code;

  InMemory(Code code) {
    this.code = code;
  }

  /** Whether that expression is one. */
  boolean is(TreePath expression) {
    return is(expression, DEEPEST);
  }

  private boolean is(TreePath expression, int depth) {
    TreePath inner = Code.inside(expression);
    if (isSource(code.type(inner))) {
      return true;
    } else if (depth == 0) {
      return false;
    } else if (inner.getLeaf() instanceof NewClassTree made) {
      boolean isScanner = isKindOf(code.type(inner), "java.util.Scanner");
      return made.getArguments().stream()
          .map(argument -> Code.at(inner, argument))
          .anyMatch(
              argument ->
                  is(argument, depth - 1)
                      || (isScanner && isKindOf(code.type(argument), "java.lang.String")));
    }
    TreePath value = inner.getLeaf() instanceof IdentifierTree ? initialValue(inner) : null;
    return value != null && is(value, depth - 1);
  }

  private boolean isSource(@Nullable TypeMirror type) {
    return SOURCES.stream().anyMatch(name -> isKindOf(type, name));
  }

  private boolean isKindOf(@Nullable TypeMirror type, String name) {
    return type instanceof DeclaredType declared && code.isKindOf(declared.asElement(), name);
  }

  /** What a local variable starts with, which is all that it is asked for. */
  private @Nullable TreePath initialValue(TreePath name) {
    Element variable = code.element(name);
    if (variable == null
        || (variable.getKind() != ElementKind.LOCAL_VARIABLE
            && variable.getKind() != ElementKind.RESOURCE_VARIABLE)) {
      return null;
    }
    TreePath owner = name;
    while (!(owner.getLeaf() instanceof ClassTree)) {
      owner = owner.getParentPath();
    }
    Declaration declaration = new Declaration(variable);
    declaration.scan(owner, null);
    return declaration.value;
  }

  private final class Declaration extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Element variable;
    private @Nullable TreePath value;

    Declaration(Element variable) {
      this.variable = variable;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      ExpressionTree initial = tree.getInitializer();
      if (initial != null && variable.equals(code.element(getCurrentPath()))) {
        value = Code.at(getCurrentPath(), initial);
      }
      return super.visitVariable(tree, null);
    }
  }
}
