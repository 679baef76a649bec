package dev.weft;

/** Why a {@link Future} has no value: it is pending, it failed, or it was cancelled. */
sealed class NoValue permits Failure, Cancellation {
  /** Stands where the result will be. */
  static final NoValue PENDING = new NoValue();
}
