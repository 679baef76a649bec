package dev.weft.weaver;

import java.util.function.Predicate;

/**
 * What a weaver can find out about other classes than the one it weaves. Inside javac its symbols
 * tell; an agent asks class loaders, a command reads class files.
 */
@FunctionalInterface
public interface TypeLookup {
  /** Knows nothing. */
  TypeLookup NONE = (type, ancestor) -> Answer.UNKNOWN;

  /** Whether something is so. */
  enum Answer {
    YES,
    NO,
    /** The class cannot be found; woven code then looks at run time. */
    UNKNOWN
  }

  /** Whether one type is the other, or inherits from it; both are internal names. */
  Answer inherits(String type, String ancestor);

  /**
   * Whether the annotation type carries, itself or through others that it carries, an annotation
   * that is wanted. All are internal names.
   */
  default boolean carries(String annotationType, Predicate<String> wanted) {
    return false;
  }

  /**
   * What code of {@code user} can say for {@code type}: the type itself, or if it may not name
   * that, the nearest superclass that it may name. Who knows nothing says the type itself. All are
   * internal names.
   */
  default String nameable(String type, String user) {
    return type;
  }
}
