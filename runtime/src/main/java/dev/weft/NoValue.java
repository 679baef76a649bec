package dev.weft;

/** Why a {@link Future} has no value: it is pending, it failed, or it was cancelled. */
abstract sealed class NoValue permits NoValue.Pending, Failure, Cancellation {
  /** Stands where the result will be. */
  static final NoValue PENDING = new Pending();

  static final class Pending extends NoValue {}
}
