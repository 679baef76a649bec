package dev.weft.weaver.emit;

import dev.weft.weaver.SuspensionPoint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    String lines =
        Stream.concat(Stream.of(line), states.stream().map(SuspensionPoint::line))
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    return String.join(
        "\n", owner.replace('/', '.'), method, sourceFile == null ? "" : sourceFile, lines);
  }

  private LineTable() {}
}
