package dev.weft.processor;

import com.sun.source.util.JavacTask;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;

/**
 * Finds the javac task behind a processing environment.
 *
 * <p>Three ways, in order: the environment is javac's own; our plugin has met the task ({@link
 * OpenTasks}); the environment is a wrapper that we know how to open ({@link Unwrapping}).
 */
final class JavacTasks {
  private JavacTasks() {}

  /** The task, or nothing if the compiler is not javac. */
  static Optional<JavacTask> of(ProcessingEnvironment env) {
    Optional<JavacTask> task = direct(env);
    if (task.isEmpty()) {
      task = OpenTasks.find(env.getElementUtils());
    }
    return task.isPresent() ? task : Unwrapping.of(env).flatMap(JavacTasks::direct);
  }

  private static Optional<JavacTask> direct(ProcessingEnvironment env) {
    try {
      return Optional.of(JavacTask.instance(env));
    } catch (IllegalArgumentException | LinkageError notJavac) {
      // A wrapper, or Eclipse's compiler, which may run without the classes of javac.
      return Optional.empty();
    }
  }
}
