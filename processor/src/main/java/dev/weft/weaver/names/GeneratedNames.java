package dev.weft.weaver.names;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.MethodNode;

/** The names of what the weaver adds to a class. */
public final class GeneratedNames {
  private static final String PREFIX = "lambda$";
  private static final String SUFFIX = "$async";
  private static final String RESUME = "$resume";
  private static final String CODE = "$code";
  private static final String INT = "$int";

  /** The names of the methods of a class, and of the bodies that have been added. */
  private final Set<String> taken = new HashSet<>();

  /** For the class with these methods. */
  public GeneratedNames(List<MethodNode> methods) {
    for (MethodNode method : methods) {
      taken.add(method.name);
    }
  }

  /**
   * A name for the body of {@code method}: {@code lambda$<method>$async}, with {@code $1}, {@code
   * $2} ... where a method of the class has that name already.
   *
   * <p>It starts with {@code lambda$} because JaCoCo ignores every other synthetic method and
   * debuggers know how to step through these. It cannot be one of javac's own, which end in a
   * number only.
   */
  public String body(String method) {
    String name = PREFIX + method + SUFFIX;
    String free = name;
    for (int n = 1; isTaken(free); n++) {
      free = name + "$" + n;
    }
    taken.add(free);
    return free;
  }

  private boolean isTaken(String body) {
    return taken.contains(body)
        || taken.contains(resume(body))
        || taken.contains(code(body))
        || taken.contains(call(body))
        || taken.contains(callForInt(body));
  }

  /** What a frame calls; like the next three it is synthetic and nobody's code. */
  public static String resume(String body) {
    return call(body) + RESUME;
  }

  /** What gives the body as an object. */
  public static String code(String body) {
    return call(body) + CODE;
  }

  /** What other bodies call that want an int. */
  public static String callForInt(String body) {
    return call(body) + INT;
  }

  /** What other bodies call: {@code <method>$async}, which messages may name. */
  public static String call(String body) {
    return body.substring(PREFIX.length());
  }
}
