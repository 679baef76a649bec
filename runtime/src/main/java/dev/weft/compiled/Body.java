package dev.weft.compiled;

import dev.weft.Task;
import org.jspecify.annotations.Nullable;

/**
 * The code of an async body: runs until value, exception, or suspension. For woven code only.
 *
 * <p>A woven class has one instance of it for each async method: a lambda that captures nothing.
 */
@FunctionalInterface
public interface Body {
  /**
   * Runs from where {@code frame.state} says.
   *
   * @param self the receiver of an instance method, null for a static one
   * @param frame what the body keeps while it is suspended
   * @param task the task it runs in; null only when asked to describe itself
   * @return the value, {@link Frame#SUSPENDED}, or for {@link Frame#DESCRIBE} the line table
   * @throws Throwable what the source throws
   */
  @Nullable Object resume(@Nullable Object self, Frame<?> frame, Task<?> task) throws Throwable;
}
