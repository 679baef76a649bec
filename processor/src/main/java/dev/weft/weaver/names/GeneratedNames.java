package dev.weft.weaver.names;

import java.util.Set;

/** The names of what the weaver adds to a class. */
public final class GeneratedNames {
  private static final String PREFIX = "lambda$";
  private static final String SUFFIX = "$async";
  private static final String RESUME = "$resume";
  private static final String CODE = "$code";

  /**
   * The name of the body of {@code method}: {@code lambda$<method>$async}, with {@code $1}, {@code
   * $2} ... where a method of the class has that name already.
   *
   * <p>It starts with {@code lambda$} because JaCoCo ignores every other synthetic method and
   * debuggers know how to step through these. It cannot be one of javac's own, which end in a
   * number only.
   */
  public static String body(String method, Set<String> taken) {
    String name = PREFIX + method + SUFFIX;
    String free = name;
    for (int n = 1; isTaken(free, taken); n++) {
      free = name + "$" + n;
    }
    return free;
  }

  private static boolean isTaken(String body, Set<String> taken) {
    return taken.contains(body)
        || taken.contains(resume(body))
        || taken.contains(code(body))
        || taken.contains(call(body));
  }

  /** What a frame calls; like the next two it is synthetic and nobody's code. */
  public static String resume(String body) {
    return call(body) + RESUME;
  }

  /** What gives the body as an object. */
  public static String code(String body) {
    return call(body) + CODE;
  }

  /** What other bodies call: {@code <method>$async}, which messages may name. */
  public static String call(String body) {
    return body.substring(PREFIX.length());
  }

  private GeneratedNames() {}
}
