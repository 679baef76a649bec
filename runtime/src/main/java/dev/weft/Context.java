package dev.weft;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The values of all {@link ContextVar}s for one task or callback.
 *
 * <p>A new task works in a copy of its creator's context, so what it sets stays its own. Copying is
 * free: the values are immutable and shared until somebody sets one.
 */
public final class Context {
  /** Immutable; replaced as a whole when a variable is set. */
  private ContextValues values;

  /** An empty context. */
  public Context() {
    this(ContextValues.EMPTY);
  }

  Context(ContextValues values) {
    this.values = values;
  }

  /**
   * A copy of the context this code runs in.
   *
   * @return a new context with the same values
   */
  public static Context copyCurrent() {
    return current().copy();
  }

  static Context current() {
    return ThreadState.get().context();
  }

  /**
   * A copy of this context.
   *
   * @return a new context with the same values
   */
  public Context copy() {
    return new Context(values);
  }

  /**
   * Runs code in this context: what it sets stays here.
   *
   * @param action what to run
   * @throws IllegalStateException if something runs in this context already
   */
  public void run(Runnable action) {
    call(
        () -> {
          action.run();
          return null;
        });
  }

  /**
   * Calls code in this context: what it sets stays here.
   *
   * @param action what to call
   * @return what it returns
   * @param <T> the type of the result
   * @throws IllegalStateException if something runs in this context already
   */
  public <T> T call(Callable<T> action) {
    ThreadState thread = ThreadState.get();
    Context outer = thread.entered;
    if (thread.context() == this) {
      throw new IllegalStateException("cannot enter context: " + this + " is already entered");
    }
    thread.entered = this;
    try {
      return action.call();
    } catch (Exception e) {
      throw Sneaky.rethrow(e);
    } finally {
      thread.entered = outer;
    }
  }

  /**
   * The value of a variable in this context.
   *
   * @param variable which one
   * @return its value here, or its initial value
   * @param <T> the variable's type
   */
  public <T> @Nullable T get(ContextVar<T> variable) {
    return values.has(variable) ? Unchecked.<T>cast(values.get(variable)) : variable.initialValue();
  }

  ContextValues values() {
    return values;
  }

  boolean has(ContextVar<?> variable) {
    return values.has(variable);
  }

  void set(ContextVar<?> variable, @Nullable Object value) {
    values = values.with(variable, value);
  }

  void unset(ContextVar<?> variable) {
    values = values.without(variable);
  }

  @Override
  public String toString() {
    return "<Context " + values + ">";
  }
}
