package dev.weft.processor;

import dev.weft.weaver.Woven;
import java.util.function.Function;

/** What came of weaving a class. */
sealed interface Outcome {
  /** Has a class woven. Errors of the JVM, and of javac that asks to be stopped, pass. */
  static Outcome of(Function<byte[], Woven> weaver, byte[] bytes) {
    try {
      return new Answer(weaver.apply(bytes));
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError bug) {
      return new Bug(bug);
    }
  }

  /** Whether the class file may stay as it is, as most do, and there is nothing to report. */
  boolean isNothing();

  /** The weaver's answer, good or bad. */
  record Answer(Woven woven) implements Outcome {
    @Override
    public boolean isNothing() {
      return !woven.changed() && woven.findings().isEmpty();
    }
  }

  /** No answer, but an exception, which is a bug in Weft. */
  record Bug(Throwable thrown) implements Outcome {
    @Override
    public boolean isNothing() {
      return false;
    }
  }
}
