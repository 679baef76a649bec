package dev.weft;

import org.jspecify.annotations.Nullable;

/** The one place for casts that erasure makes unavoidable: results travel as {@code Object}. */
final class Unchecked {
  private Unchecked() {}

  /** The value as a {@code T}; null stays null, as a T may be nullable. */
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  static <T> T cast(@Nullable Object value) {
    return (T) value;
  }
}
