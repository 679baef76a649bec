package dev.weft.processor.lint;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.weft.processor.check.SourceText;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** Is a coroutine made and dropped? It will never run. */
final class NotAwaitedLint {
  /** What Mockito's methods are called that give an object to be called for the record only. */
  private static final Set<String> ON_MOCKS = Set.of("should", "verify", "when");

  private final Code code;

  NotAwaitedLint(Code code) {
    this.code = code;
  }

  /** {@code price("apple");} */
  void checkStatement(TreePath value, boolean inAsync) {
    TreePath inner = Code.inside(value);
    if (inner.getLeaf() instanceof MethodInvocationTree
        && code.isCoroutine(code.type(inner))
        && !isOnMock(inner)) {
      report(inner, inAsync);
    }
  }

  /** {@code verify(shop).price("apple");} asks whether that was called, and calls nothing. */
  private static boolean isOnMock(TreePath call) {
    return Code.receiver(call) instanceof MethodInvocationTree around
        && ON_MOCKS.contains(Code.simpleName(around));
  }

  /** {@code skus.forEach(sku -> price(sku))}: what the lambda gives is nobody's. */
  void checkLambda(TreePath path) {
    LambdaExpressionTree lambda = (LambdaExpressionTree) path.getLeaf();
    if (lambda.getBodyKind() == LambdaExpressionTree.BodyKind.EXPRESSION
        && code.functions().dropsValue(path)
        && !isAsyncFunction(path)) {
      checkStatement(Code.at(path, lambda.getBody()), false);
    }
  }

  /** {@code skus.forEach(this::price)} */
  void checkReference(TreePath path) {
    if (code.element(path) instanceof ExecutableElement method
        && code.isCoroutine(method.getReturnType())
        && code.functions().dropsValue(path)
        && !isAsyncFunction(path)) {
      report(path, false);
    }
  }

  /** There it is an error: CoroutineReturned. */
  private boolean isAsyncFunction(TreePath function) {
    TypeMirror type = code.type(function);
    return type != null && WeftSymbols.isOneOf(type, WeftSymbols.ASYNC_FUNCTIONS);
  }

  private void report(TreePath place, boolean inAsync) {
    Tree call = place.getLeaf();
    String text = SourceText.quote(call);
    code.report(
        Problem.NOT_AWAITED,
        place,
        "`" + text + "`",
        inAsync
            ? "Write await(" + text + "), or createTask(" + text + ") to run it meanwhile."
            : "Make it a task with createTask(..), run it with Asyncio.run(..), or give it to"
                + " someone who awaits it.");
  }
}
