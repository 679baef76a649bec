package dev.weft.processor;

import dev.weft.weaver.Woven;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The classes that are woven on a thread beside javac's.
 *
 * <p>That thread makes bytes of bytes, and does nothing else. It touches no class file and nothing
 * of javac's, save by questions ({@link JavacThread}). Every method here is for javac's thread, and
 * gives the classes back in the order in which javac wrote them, whichever is woven first.
 */
final class WeavingBeside {
  private final Executor thread;
  private final JavacThread javac;
  private final Function<byte[], Woven> weaver;
  private final Queue<Begun> begun = new ArrayDeque<>();

  /**
   * @param weaver is used by {@code thread} only, and may ask {@code javac}
   */
  WeavingBeside(Executor thread, JavacThread javac, Function<byte[], Woven> weaver) {
    this.thread = thread;
    this.javac = javac;
    this.weaver = weaver;
  }

  /** Has a class woven whose file javac has just written. */
  void begin(ClassFile.OnDisk file, @Nullable AnalyzedClass analyzed) {
    begun.add(Begun.of(file, analyzed, weaver, thread));
  }

  /** Gives back what is woven by now. Never waits. */
  void settleReady(Consumer<Begun> settle) {
    javac.answer();
    while (!begun.isEmpty() && begun.element().future().isDone()) {
      settle.accept(begun.remove());
    }
  }

  /** Gives back everything, and waits for what is not woven yet. */
  void settleAll(Consumer<Begun> settle) {
    while (!begun.isEmpty()) {
      javac.answerUntil(begun.element().future());
      boolean isSettled = false;
      try {
        settle.accept(begun.remove());
        isSettled = true;
      } finally {
        if (!isSettled) {
          settleAll(settle); // What one class throws is no reason to leave out the others.
        }
      }
    }
  }

  /** Lets nobody wait for an answer any more. */
  void close() {
    javac.close();
  }
}
