package dev.weft.weaver.names;

import java.util.Set;

/** The names of what the weaver adds to a class. */
public final class GeneratedNames {
  private static final String PREFIX = "lambda$";
  private static final String SUFFIX = "$async";

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
    for (int n = 1; taken.contains(free); n++) {
      free = name + "$" + n;
    }
    return free;
  }

  private GeneratedNames() {}
}
