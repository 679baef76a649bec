package dev.weft.processor;

import com.sun.source.tree.ReturnTree;
import com.sun.source.util.TreePath;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import dev.weft.weaver.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Says in the user's words what the weaver refuses.
 *
 * <p>Most of it the checks have refused before, with better places; the weaver asks again because
 * it also works without javac. What arrives here is what only bytecode shows.
 */
final class Refusals {
  private final Problems problems;

  Refusals(Problems problems) {
    this.problems = problems;
  }

  void report(Finding finding, @Nullable AnalyzedClass analyzed) {
    TreePath place = analyzed == null ? null : place(finding, analyzed);
    String type = finding.className();
    String method = finding.method() + "()";
    switch (finding.refusal()) {
      case AWAIT_IN_SYNCHRONIZED -> problems.report(monitor(place), place, "an object");
      case ASYNC_SYNCHRONIZED -> problems.report(Problem.ASYNC_SYNCHRONIZED, place, method);
      case AWAIT_OUTSIDE_ASYNC ->
          problems.report(Problem.AWAIT_OUTSIDE_ASYNC, place, method, "Annotate it with @Async.");
      case AWAIT_IN_LAMBDA ->
          problems.report(Problem.AWAIT_IN_LAMBDA, place, "a functional interface");
      case AWAIT_IN_CONSTRUCTOR -> problems.report(Problem.AWAIT_IN_CONSTRUCTOR, place, type);
      case AWAIT_IN_STATIC_INITIALIZER ->
          problems.report(Problem.AWAIT_IN_INITIALIZER, place, "a static initializer");
      case AWAIT_METHOD_REFERENCE ->
          problems.report(
              Problem.AWAIT_AS_METHOD_REFERENCE, place, "that of a functional interface");
      case EMIT_OUTSIDE_GENERATOR -> problems.report(Problem.EMIT_OUTSIDE_GENERATOR, place, method);
      case RETURN_IN_GENERATOR -> problems.report(Problem.RETURN_IN_GENERATOR, place);
      case ASYNC_WITHOUT_BODY -> problems.report(Problem.ASYNC_ABSTRACT, place, method);
      case ASYNC_RETURN_TYPE ->
          problems.report(
              Problem.ASYNC_RETURN_TYPE,
              place,
              method,
              argument(finding, 0),
              "Return a Coroutine instead.");
      case METHOD_TOO_LARGE ->
          problems.report(
              Problem.METHOD_TOO_LARGE, place, method, argument(finding, 0), argument(finding, 1));
      case CLASS_TOO_LARGE ->
          problems.report(Problem.CLASS_TOO_LARGE, place, type, argument(finding, 0));
      case UNSUPPORTED_CLASS_VERSION ->
          problems.report(
              Problem.UNSUPPORTED_CLASS_FILE,
              place,
              type,
              "it has class file version " + argument(finding, 0));
      case UNSUPPORTED_BYTECODE ->
          problems.report(Problem.UNSUPPORTED_CLASS_FILE, place, type, argument(finding, 0));
      case NOT_WOVEN ->
          problems.report(Problem.BUG_IN_WEFT, place, "nothing was woven", type + "." + method, "");
    }
  }

  private static TreePath place(Finding finding, AnalyzedClass analyzed) {
    return switch (finding.refusal()) {
      case METHOD_TOO_LARGE, ASYNC_SYNCHRONIZED, ASYNC_RETURN_TYPE, UNSUPPORTED_BYTECODE ->
          analyzed.declaration(finding.method(), finding.line());
      default -> analyzed.placeAt(finding.method(), finding.line());
    };
  }

  /** To return a coroutine is to await it; the words depend on which of the two is written. */
  private static Problem monitor(@Nullable TreePath place) {
    return place != null && place.getLeaf() instanceof ReturnTree
        ? Problem.RETURN_IN_SYNCHRONIZED
        : Problem.AWAIT_IN_SYNCHRONIZED;
  }

  private static Object argument(Finding finding, int index) {
    return index < finding.arguments().size() ? finding.arguments().get(index) : "?";
  }
}
