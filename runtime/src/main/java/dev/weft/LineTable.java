package dev.weft;

import dev.weft.compiled.Frame;
import org.jspecify.annotations.Nullable;

/** The source lines of one async method: of its start and of each of its awaits. */
final class LineTable {
  /** For bodies that say nothing about themselves, as the runtime's own: they are not shown. */
  private static final LineTable UNKNOWN = new LineTable(new StackTraceElement[0]);

  /** By the class of the body, which is one for each method and goes when its class loader goes. */
  private static final ClassValue<Known> KNOWN =
      new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> body) {
          return new Known();
        }
      };

  /** By state: the method itself, then its awaits. */
  private final StackTraceElement[] byState;

  private LineTable(StackTraceElement[] byState) {
    this.byState = byState;
  }

  /** The place where a frame stands, or null if its body does not tell. */
  @Nullable StackTraceElement at(int state) {
    if (byState.length == 0) {
      return null;
    }
    return byState[state >= 0 && state < byState.length ? state : 0];
  }

  /** The source method of a frame, or as much of it as its body tells. */
  static String nameOf(Frame<?> frame) {
    StackTraceElement place = definition(frame);
    if (place != null) {
      String type = place.getClassName();
      return type.substring(type.lastIndexOf('.') + 1) + "." + place.getMethodName();
    }
    return Reprs.callback(frame.body());
  }

  /** The source method of a frame and the line where it begins, or null if its body is silent. */
  static @Nullable StackTraceElement definition(Frame<?> frame) {
    return of(frame).at(Frame.START);
  }

  /** The place where a frame stands, or null if its body is silent. */
  static @Nullable StackTraceElement placeOf(Frame<?> frame) {
    return of(frame).at(frame.state);
  }

  /**
   * The table of a frame's body, read once.
   *
   * <p>The runtime's own bodies are not asked at all: written by hand, they would run instead of
   * telling.
   */
  static LineTable of(Frame<?> frame) {
    Known known = KNOWN.get(frame.body().getClass());
    LineTable table = known.table;
    if (table == null) {
      table =
          Traces.isRuntime(frame.body().getClass().getName()) ? UNKNOWN : parse(frame.lineTable());
      known.table = table;
    }
    return table;
  }

  /** Reads the format that the weaver writes: class, method, file, lines. */
  static LineTable parse(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split("\n", -1);
    if (parts.length != 4) {
      return UNKNOWN;
    }
    String[] lines = parts[3].split(",", -1);
    StackTraceElement[] byState = new StackTraceElement[lines.length];
    for (int i = 0; i < lines.length; i++) {
      String file = parts[2].isEmpty() ? null : parts[2];
      byState[i] = new StackTraceElement(parts[0], parts[1], file, Integer.parseInt(lines[i]));
    }
    return new LineTable(byState);
  }

  /** What is known of a body. Loops in several threads may all find out, and find the same. */
  private static final class Known {
    private @Nullable LineTable table;
  }
}
