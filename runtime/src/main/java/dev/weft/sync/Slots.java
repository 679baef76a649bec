package dev.weft.sync;

import org.jspecify.annotations.Nullable;

/** What the hand-written bodies of this package find in their frames. */
final class Slots {
  private Slots() {}

  /** The receiver of a body, or anything else that is known to be there. */
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  static <T> T self(@Nullable Object self) {
    return (T) self;
  }
}
