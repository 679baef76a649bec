package dev.weft.processor;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Opens the wrappers that IDEs and build tools put around javac's processing environment.
 *
 * <p>Gradle's {@code IncrementalProcessingEnvironment} keeps it in {@code delegate}, kapt's in
 * {@code processingEnv}; IntelliJ's build process has a method for it. All by reflection: none of
 * them is a dependency, and one that changes is a wrapper we do not know, not an error.
 */
final class Unwrapping {
  private static final String INTELLIJ = "org.jetbrains.jps.javac.APIWrappers";
  private static final String[] FIELDS = {"delegate", "processingEnv"};

  private Unwrapping() {}

  /** What is inside, with all wrappers taken off, or nothing if this one cannot be opened. */
  static Optional<ProcessingEnvironment> of(ProcessingEnvironment env) {
    if (isJavacs(env)) {
      return Optional.empty(); // The usual case; to find that there is no wrapper takes a while.
    }
    Optional<ProcessingEnvironment> inner = opened(env);
    return inner.map(found -> of(found).orElse(found));
  }

  private static boolean isJavacs(ProcessingEnvironment env) {
    return "jdk.compiler".equals(env.getClass().getModule().getName());
  }

  private static Optional<ProcessingEnvironment> opened(ProcessingEnvironment env) {
    for (String field : FIELDS) {
      if (read(env, field) instanceof ProcessingEnvironment found && found != env) {
        return Optional.of(found);
      }
    }
    return byIntellij(env).filter(found -> found != env);
  }

  private static @Nullable Object read(ProcessingEnvironment env, String name) {
    for (Class<?> type = env.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(env);
      } catch (NoSuchFieldException elsewhere) {
        // Perhaps in the class that it extends.
      } catch (IllegalAccessException | RuntimeException closed) {
        return null;
      }
    }
    return null;
  }

  private static Optional<ProcessingEnvironment> byIntellij(ProcessingEnvironment env) {
    try {
      Class<?> wrappers = Class.forName(INTELLIJ, false, env.getClass().getClassLoader());
      Method unwrap = wrappers.getDeclaredMethod("unwrap", Class.class, Object.class);
      Object inner = unwrap.invoke(null, ProcessingEnvironment.class, env);
      return Optional.ofNullable((ProcessingEnvironment) inner);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError notIntellij) {
      return Optional.empty();
    }
  }
}
