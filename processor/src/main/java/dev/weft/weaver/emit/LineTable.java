package dev.weft.weaver.emit;

import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.analysis.Layouts;
import org.jspecify.annotations.Nullable;

/**
 * The one constant in which a body tells the runtime of itself: {@code class \n method \n source
 * file \n l0,l1,l2^...}, with the line of the method and then that of each state. Logical stack
 * traces are made of it.
 *
 * <p>A {@code ^} says that no try block is around the await: a failure passes up, and nothing of
 * the body would run. So the runtime need not resume it for that, which costs ten times what it
 * costs to drop the frame.
 */
public final class LineTable {
  private static final char PASSES_UP = '^';

  /**
   * The table.
   *
   * @param generates whether the body is a generator's, which does more at its end
   */
  public static String of(
      String owner,
      String method,
      @Nullable String sourceFile,
      int line,
      Layouts layouts,
      boolean generates) {
    StringBuilder table = new StringBuilder();
    table.append(owner.replace('/', '.')).append('\n').append(method).append('\n');
    table.append(sourceFile == null ? "" : sourceFile).append('\n').append(line);
    for (Layouts.Group group : layouts.groups()) {
      boolean passesUp = group.layout().catches().isEmpty() && !generates;
      for (SuspensionPoint state : group.points()) {
        table.append(',').append(state.line());
        if (passesUp) {
          table.append(PASSES_UP);
        }
      }
    }
    return table.toString();
  }

  private LineTable() {}
}
