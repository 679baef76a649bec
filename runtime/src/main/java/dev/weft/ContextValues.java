package dev.weft;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from variables to values: variable, value, variable, value.
 *
 * <p>Searched from one end to the other, because programs have a handful of context variables and a
 * scan of eight references is quicker than any hash.
 */
final class ContextValues {
  static final ContextValues EMPTY = new ContextValues(new Object[0]);

  private final @Nullable Object[] pairs;

  private ContextValues(@Nullable Object[] pairs) {
    this.pairs = pairs;
  }

  boolean has(ContextVar<?> variable) {
    return indexOf(variable) >= 0;
  }

  @Nullable Object get(ContextVar<?> variable) {
    int index = indexOf(variable);
    return index < 0 ? null : pairs[index + 1];
  }

  ContextValues with(ContextVar<?> variable, @Nullable Object value) {
    int index = indexOf(variable);
    @Nullable Object[] copy = Arrays.copyOf(pairs, index < 0 ? pairs.length + 2 : pairs.length);
    int at = index < 0 ? pairs.length : index;
    copy[at] = variable;
    copy[at + 1] = value;
    return new ContextValues(copy);
  }

  ContextValues without(ContextVar<?> variable) {
    int index = indexOf(variable);
    if (index < 0) {
      return this;
    }
    @Nullable Object[] copy = new @Nullable Object[pairs.length - 2];
    System.arraycopy(pairs, 0, copy, 0, index);
    System.arraycopy(pairs, index + 2, copy, index, pairs.length - index - 2);
    return new ContextValues(copy);
  }

  private int indexOf(ContextVar<?> variable) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] == variable) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(pairs[i]).append('=').append(pairs[i + 1]);
    }
    return text.append('}').toString();
  }
}
