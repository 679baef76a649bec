package dev.weft;

import java.security.CodeSource;

/**
 * Code reached {@code await} without having been transformed: it was compiled without Weft's
 * annotation processor, or the call stands outside {@code @Async} code.
 */
public final class NotWovenException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what to do.
   *
   * @param message the explanation
   */
  public NotWovenException(String message) {
    super(message);
  }

  /** The exception for a call of {@code await} from the code that called {@code what}. */
  static NotWovenException reached(String what) {
    StackWalker.StackFrame caller =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(
                frames ->
                    frames
                        .dropWhile(frame -> isOurs(frame.getDeclaringClass()))
                        .findFirst()
                        .orElseThrow());
    Class<?> where = caller.getDeclaringClass();
    CodeSource source = where.getProtectionDomain().getCodeSource();
    String from = source == null ? "an unknown place" : String.valueOf(source.getLocation());
    return new NotWovenException(
        "[NotWoven] "
            + what
            + " was reached in code that is not woven, in "
            + where.getName()
            + "."
            + caller.getMethodName()
            + " (line "
            + caller.getLineNumber()
            + "), loaded from "
            + from
            + ". Put weft-processor on the processor path (Maven: annotationProcessorPaths, Gradle:"
            + " annotationProcessor; since JDK 23 the class path is not enough) and compile from"
            + " scratch, or weave the classes with `java -jar weft-processor.jar weave`. If the method"
            + " is not @Async, mark it, or use Asyncio.run. (docs/problems/NotWoven.md)");
  }

  private static boolean isOurs(Class<?> type) {
    return type == NotWovenException.class || type == Asyncio.class;
  }
}
