package dev.weft.processor;

import dev.weft.weaver.Woven;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of weaving a class.
 *
 * @param woven what the weaver says, or null
 * @param bug the exception that it threw instead, which is a bug in Weft, or null
 */
record Outcome(@Nullable Woven woven, @Nullable Throwable bug) {
  /** Has a class woven. Errors of the JVM, and of javac that asks to be stopped, pass. */
  static Outcome of(Function<byte[], Woven> weaver, byte[] bytes) {
    try {
      return new Outcome(weaver.apply(bytes), null);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError bug) {
      return new Outcome(null, bug);
    }
  }

  /** Whether the class file may stay as it is, as most do, and there is nothing to report. */
  boolean isNothing() {
    return woven != null && !woven.changed() && woven.findings().isEmpty();
  }
}
