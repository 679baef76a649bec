package dev.weft;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A variable whose value follows a task across its awaits, as Python's {@code
 * contextvars.ContextVar}.
 *
 * <pre>{@code
 * ContextVar<String> user = new ContextVar<>("user", "nobody");
 * user.set("Ada");
 * Task<String> task = createTask(() -> user.get()); // its own copy of the context
 * user.set("Grace");
 * System.out.println(await(task)); // Ada
 * }</pre>
 *
 * @param <T> the value
 */
public final class ContextVar<T> {
  private final String name;
  private final @Nullable T initial;
  private final boolean hasInitial;

  /**
   * A variable without an initial value.
   *
   * @param name for messages
   */
  public ContextVar(String name) {
    this.name = name;
    this.initial = null;
    this.hasInitial = false;
  }

  /**
   * A variable with an initial value.
   *
   * @param name for messages
   * @param initial what {@link #get()} gives where nothing was set
   */
  public ContextVar(String name, @Nullable T initial) {
    this.name = name;
    this.initial = initial;
    this.hasInitial = true;
  }

  /**
   * The name given at construction.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The value in the current context.
   *
   * @return what was set, else the initial value
   * @throws NoSuchElementException if nothing was set and there is no initial value
   */
  public T get() {
    Context context = Context.current();
    if (!hasInitial && !context.has(this)) {
      throw new NoSuchElementException(
          this
              + " has no value in this context and no initial value: set it, or construct it with one");
    }
    return Unchecked.cast(context.get(this));
  }

  /**
   * The value in the current context, or something else where nothing was set.
   *
   * @param otherwise what to give then
   * @return what was set, else {@code otherwise}
   */
  public @Nullable T get(@Nullable T otherwise) {
    Context context = Context.current();
    return context.has(this) ? context.get(this) : otherwise;
  }

  /**
   * Sets the value in the current context.
   *
   * @param value the new value
   * @return what {@link #reset} needs to go back
   */
  public Token<T> set(@Nullable T value) {
    Context context = Context.current();
    Token<T> token = new Token<>(this, context, context.has(this), context.get(this));
    context.set(this, value);
    return token;
  }

  /**
   * Goes back to what was before the {@link #set} that gave the token.
   *
   * @param token from that call, in the same context, not used before
   */
  public void reset(Token<T> token) {
    token.restore(this, Context.current());
  }

  @Nullable T initialValue() {
    return initial;
  }

  @Override
  public String toString() {
    return "<ContextVar name='" + name + "'>";
  }

  /**
   * Remembers what a variable was before it was set.
   *
   * @param <T> the variable's type
   */
  public static final class Token<T> {
    private final ContextVar<T> variable;
    private final Context context;
    private final boolean hadValue;
    private final @Nullable T oldValue;
    private boolean used;

    private Token(ContextVar<T> variable, Context context, boolean hadValue, @Nullable T oldValue) {
      this.variable = variable;
      this.context = context;
      this.hadValue = hadValue;
      this.oldValue = oldValue;
    }

    /**
     * The value before.
     *
     * @return the old value, or null if there was none
     */
    public @Nullable T oldValue() {
      return hadValue ? oldValue : null;
    }

    private void restore(ContextVar<T> asked, Context current) {
      if (used) {
        throw new IllegalStateException(this + " has already been used once");
      }
      if (asked != variable) {
        throw new IllegalArgumentException(
            this + " was created by " + variable + ", not by " + asked);
      }
      if (current != context) {
        throw new IllegalArgumentException(this + " was created in a different Context");
      }
      used = true;
      if (hadValue) {
        context.set(variable, oldValue);
      } else {
        context.unset(variable);
      }
    }

    @Override
    public String toString() {
      return "<Token" + (used ? " used" : "") + " var=" + variable + ">";
    }
  }
}
