package dev.weft.processor.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.check.FunctionTypes;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import dev.weft.processor.problem.Suppression;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** What lints ask of the code, and how they report. */
final class Code {
  private final Trees trees;
  private final Elements elements;
  private final Types types;
  private final FunctionTypes functions;
  private final Problems problems;
  private final LintSelection selection;

  Code(Trees trees, Elements elements, Types types, Problems problems, LintSelection selection) {
    this.trees = trees;
    this.elements = elements;
    this.types = types;
    this.functions = new FunctionTypes(trees, elements, types);
    this.problems = problems;
    this.selection = selection;
  }

  @Nullable Element element(TreePath path) {
    return trees.getElement(path);
  }

  @Nullable TypeMirror type(TreePath path) {
    return trees.getTypeMirror(path);
  }

  Elements elements() {
    return elements;
  }

  Types types() {
    return types;
  }

  FunctionTypes functions() {
    return functions;
  }

  /** The method that a call calls, or null if the path is no call. */
  @Nullable ExecutableElement callee(TreePath path) {
    return path.getLeaf() instanceof MethodInvocationTree
            && trees.getElement(path) instanceof ExecutableElement method
        ? method
        : null;
  }

  /** Whether the path is a call of {@code Asyncio}'s method of that name. */
  boolean isCallOf(String name, TreePath path) {
    ExecutableElement method = callee(path);
    return method != null && WeftSymbols.isWord(method, name);
  }

  boolean isCoroutine(@Nullable TypeMirror type) {
    return WeftSymbols.inherits(type, "dev.weft.Coroutine");
  }

  /** Whether the class is the named one or inherits from it. */
  boolean isKindOf(@Nullable Element type, String name) {
    TypeElement wanted = elements.getTypeElement(name);
    return wanted != null
        && type instanceof TypeElement
        && types.isSubtype(types.erasure(type.asType()), types.erasure(wanted.asType()));
  }

  boolean isIn(ExecutableElement method, Set<String> owners) {
    return owners.contains(WeftSymbols.declaring(method).getQualifiedName().toString());
  }

  static TreePath at(TreePath parent, Tree child) {
    return new TreePath(parent, child);
  }

  /** Without parentheses around it. */
  static Tree inside(Tree tree) {
    Tree inner = tree;
    while (inner instanceof ParenthesizedTree parenthesized) {
      inner = parenthesized.getExpression();
    }
    return inner;
  }

  /** Without parentheses around it. */
  static TreePath inside(TreePath path) {
    TreePath inner = path;
    while (inner.getLeaf() instanceof ParenthesizedTree parenthesized) {
      inner = at(inner, parenthesized.getExpression());
    }
    return inner;
  }

  /** The name that is called: messages point at it, not at the parenthesis behind it. */
  static TreePath nameOf(TreePath call) {
    return at(call, ((MethodInvocationTree) call.getLeaf()).getMethodSelect());
  }

  /** What a method is called on, or null if nothing is written there. */
  static @Nullable ExpressionTree receiver(TreePath call) {
    return ((MethodInvocationTree) call.getLeaf()).getMethodSelect()
            instanceof MemberSelectTree select
        ? select.getExpression()
        : null;
  }

  static String simpleName(MethodInvocationTree call) {
    ExpressionTree callee = call.getMethodSelect();
    if (callee instanceof MemberSelectTree select) {
      return select.getIdentifier().toString();
    }
    return callee instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
  }

  /** Reports, unless the lint is off or suppressed there. */
  void report(Problem lint, TreePath place, Object... arguments) {
    if (selection.has(lint) && !isSuppressed(lint, place)) {
      problems.report(lint, place, arguments);
    }
  }

  private boolean isSuppressed(Problem lint, TreePath place) {
    for (TreePath path = place; path != null; path = path.getParentPath()) {
      Tree tree = path.getLeaf();
      if (tree instanceof MethodTree || tree instanceof ClassTree || tree instanceof VariableTree) {
        Element element = trees.getElement(path);
        boolean isOutermost = path.getParentPath().getParentPath() == null;
        if (element != null
            && (isOutermost
                ? Suppression.covers(lint, element) // Also the module can be annotated.
                : Suppression.standsOn(lint, element))) {
          return true;
        }
      }
    }
    return false;
  }
}
