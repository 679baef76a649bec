package dev.weft.processor.problem;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.function.BiConsumer;
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
    if (problem.kind() == Diagnostic.Kind.ERROR) {
      errors++;
    }
    String message = problem.message(arguments);
    if (place == null || trees == null) {
      printer.accept(problem.kind(), message);
    } else {
      // Not the Messager: it takes elements, and has forgotten their positions when javac writes
      // class files. Trees have theirs until they are dropped.
      trees.printMessage(problem.kind(), message, place.getLeaf(), place.getCompilationUnit());
    }
  }

  /** How many errors were reported so far. */
  public int errors() {
    return errors;
  }
}
