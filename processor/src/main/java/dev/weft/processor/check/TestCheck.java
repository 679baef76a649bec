package dev.weft.processor.check;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Would JUnit leave out a test because it gives a coroutine and is not async? */
final class TestCheck {
  /** What JUnit marks its annotations of tests with. */
  private static final String TESTABLE = "org.junit.platform.commons.annotation.Testable";

  private static final Set<String> LIFECYCLE =
      Set.of(
          "org.junit.jupiter.api.AfterAll",
          "org.junit.jupiter.api.AfterEach",
          "org.junit.jupiter.api.BeforeAll",
          "org.junit.jupiter.api.BeforeEach");

  private final Problems problems;

  TestCheck(Problems problems) {
    this.problems = problems;
  }

  /** Whether the method is one that JUnit calls, by annotations of JUnit's or of anybody's. */
  static boolean isTest(Element method) {
    return carries(method, new HashSet<>());
  }

  private static boolean carries(Element element, Set<TypeElement> seen) {
    for (TypeElement annotation : WeftSymbols.annotations(element)) {
      String name = annotation.getQualifiedName().toString();
      if (name.equals(TESTABLE)
          || LIFECYCLE.contains(name)
          || (!name.startsWith("java.") && seen.add(annotation) && carries(annotation, seen))) {
        return true;
      }
    }
    return false;
  }

  /** Reports such a method. */
  void check(TreePath path) {
    MethodTree method = (MethodTree) path.getLeaf();
    problems.report(Problem.TEST_NOT_ASYNC, path, method.getName() + "()");
  }
}
