package dev.weft.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.check.Mentions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a top-level class between ANALYZE and GENERATE: places for messages about its
 * bytecode, since javac tears the trees down to make bytecode of them.
 */
final class AnalyzedClass {
  private final TreePath type;
  private final boolean isRefused;
  private final List<Place> places = new ArrayList<>();

  /** Remembers the places of what the checks have seen, and whether they refused any of it. */
  AnalyzedClass(TreePath type, Mentions mentions, boolean isRefused, Trees trees) {
    this.type = type;
    this.isRefused = isRefused;
    SourcePositions positions = trees.getSourcePositions();
    add(mentions.asyncMethods(), positions);
    add(mentions.awaits(), positions);
    add(mentions.lockedReturns(), positions);
  }

  private void add(List<TreePath> paths, SourcePositions positions) {
    for (TreePath path : paths) {
      places.add(Place.of(path, positions));
    }
  }

  /** The tree of the class that javac has just analysed, or null for a package or module. */
  static @Nullable TreePath path(TaskEvent event, Trees trees) {
    TypeElement element = event.getTypeElement();
    if (element == null || event.getCompilationUnit() == null) {
      return null;
    }
    TreePath file = new TreePath(event.getCompilationUnit());
    for (Tree declaration : event.getCompilationUnit().getTypeDecls()) {
      if (declaration instanceof ClassTree) {
        TreePath path = new TreePath(file, declaration);
        if (element.equals(trees.getElement(path))) {
          return path;
        }
      }
    }
    return null;
  }

  /** Whether an error has been reported for it, so that weaving it would only report it again. */
  boolean isRefused() {
    return isRefused;
  }

  /** The closest place to a line of the bytecode: the last mention of Weft at or before it. */
  TreePath placeAt(String method, int line) {
    return closest(method, line, place -> true);
  }

  /** The declaration of the method that has that line: several may have its name. */
  TreePath declaration(String method, int line) {
    return closest(method, line, Place::isDeclaration);
  }

  private TreePath closest(String method, int line, Predicate<Place> wanted) {
    TreePath closest = type;
    long closestLine = -1;
    for (Place place : places) {
      // Without lines in the bytecode any declaration is better than nothing.
      boolean isBefore = place.line <= line || (line < 0 && place.isDeclaration());
      if (isBefore
          && place.line >= closestLine
          && place.method().equals(method)
          && wanted.test(place)) {
        closest = place.path;
        closestLine = place.line;
      }
    }
    return closest;
  }

  /** A mention of Weft, and the line where it starts. */
  private record Place(TreePath path, long line) {
    static Place of(TreePath path, SourcePositions positions) {
      @Nullable LineMap lines = path.getCompilationUnit().getLineMap();
      long start = positions.getStartPosition(path.getCompilationUnit(), path.getLeaf());
      // With -g:none javac makes no line map, and the bytecode has no lines to look for.
      return new Place(path, lines == null ? 0 : lines.getLineNumber(start));
    }

    boolean isDeclaration() {
      return path.getLeaf() instanceof MethodTree;
    }

    /** The method that it is or stands in. */
    String method() {
      for (Tree tree : path) {
        if (tree instanceof MethodTree method) {
          return method.getName().toString();
        }
      }
      return "";
    }
  }
}
