package dev.weft;

import dev.weft.compiled.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What one async method says of itself: the source lines of its start and of each of its awaits.
 */
final class LineTable {
  /** For bodies that say nothing about themselves, as the runtime's own: they are not shown. */
  private static final LineTable UNKNOWN = new LineTable(new StackTraceElement[0], new boolean[0]);

  private static final String PASSES_UP = "^";

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

  /** By state: whether a failure of the await would run nothing of the method. */
  private final boolean[] passesUp;

  private LineTable(StackTraceElement[] byState, boolean[] passesUp) {
    this.byState = byState;
    this.passesUp = passesUp;
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

  /** Whether a failure of what a frame awaits goes up to its caller, and no code of it sees it. */
  static boolean letsFailuresPass(Frame<?> frame) {
    boolean[] passesUp = of(frame).passesUp;
    return frame.state > 0 && frame.state < passesUp.length && passesUp[frame.state];
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

  /** Reads the format that the weaver writes: class, method, file, lines, some with a mark. */
  static LineTable parse(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split("\n", -1);
    if (parts.length != 4) {
      return UNKNOWN;
    }
    String[] lines = parts[3].split(",", -1);
    StackTraceElement[] byState = new StackTraceElement[lines.length];
    boolean[] passesUp = new boolean[lines.length];
    String file = parts[2].isEmpty() ? null : parts[2];
    for (int i = 0; i < lines.length; i++) {
      passesUp[i] = lines[i].endsWith(PASSES_UP);
      int end = lines[i].length() - (passesUp[i] ? 1 : 0);
      int line = Integer.parseInt(lines[i].substring(0, end));
      byState[i] = new StackTraceElement(parts[0], parts[1], file, line);
    }
    return new LineTable(byState, passesUp);
  }

  /** What is known of a body. Loops in several threads may all find out, and find the same. */
  private static final class Known {
    private @Nullable LineTable table;
  }
}
