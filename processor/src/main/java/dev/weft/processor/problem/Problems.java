package dev.weft.processor.problem;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.function.BiConsumer;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The one reporter: every message of Weft goes through here, with its place in the source. */
public final class Problems {
  private final @Nullable Trees trees;
  private final BiConsumer<Diagnostic.Kind, String> printer;
  private int errors;

  /**
   * Makes the reporter of one compilation.
   *
   * @param trees what knows source positions, or null if the compiler has no trees
   * @param printer takes what has no place in the source
   */
  public Problems(@Nullable Trees trees, BiConsumer<Diagnostic.Kind, String> printer) {
    this.trees = trees;
    this.printer = printer;
  }

  /** Reports a problem at a place in the source, or without one if it is not known. */
  public void report(Problem problem, @Nullable TreePath place, Object... arguments) {
    count(problem);
    String message = problem.message(arguments);
    if (place == null || trees == null) {
      printer.accept(problem.kind(), message);
    } else {
      // Not the Messager: it takes elements, and has forgotten their positions when javac writes
      // class files. Trees have theirs until they are dropped.
      trees.printMessage(problem.kind(), message, place.getLeaf(), place.getCompilationUnit());
    }
  }

  /**
   * Reports a problem at a declaration, or at an annotation on it, or at a value of that: before
   * javac has attributed its trees, and in compilers without trees.
   */
  public void report(
      Problem problem,
      Messager messager,
      Element element,
      @Nullable AnnotationMirror annotation,
      @Nullable AnnotationValue value,
      Object... arguments) {
    count(problem);
    messager.printMessage(problem.kind(), problem.message(arguments), element, annotation, value);
  }

  private void count(Problem problem) {
    if (problem.kind() == Diagnostic.Kind.ERROR) {
      errors++;
    }
  }

  /** How many errors were reported so far. */
  public int errors() {
    return errors;
  }
}
