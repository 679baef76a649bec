package dev.weft.weaver.emit;

import dev.weft.weaver.SuspensionPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one constant from which the runtime makes logical stack traces: {@code class \n method \n
 * source file \n l0,l1,...}, with the line of the method and then that of each state.
 */
public final class LineTable {
  /** The table; {@code states} are the suspension points in the order of their states. */
  public static String of(
      String owner,
      String method,
      @Nullable String sourceFile,
      int line,
      List<SuspensionPoint> states) {
    StringBuilder table = new StringBuilder();
    table.append(owner.replace('/', '.')).append('\n').append(method).append('\n');
    table.append(sourceFile == null ? "" : sourceFile).append('\n').append(line);
    for (SuspensionPoint state : states) {
      table.append(',').append(state.line());
    }
    return table.toString();
  }

  private LineTable() {}
}
