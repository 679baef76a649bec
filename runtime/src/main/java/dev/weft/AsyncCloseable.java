package dev.weft;

/**
 * A resource whose closing has to wait: in async code {@code try (var r = ...) { ... }} awaits
 * {@link #closeAsync} on every way out.
 */
public interface AsyncCloseable extends AutoCloseable {
  /**
   * Closes the resource. Closing a second time should do nothing.
   *
   * @return done when it is closed
   */
  Coroutine<Void> closeAsync();

  /**
   * Not for async resources: closing has to be awaited. A class that can also be closed at once may
   * override it.
   *
   * @throws IllegalStateException always
   */
  @Override
  default void close() {
    throw new IllegalStateException(
        "close() of "
            + this
            + ", whose closing has to be awaited: use it in a try-with-resources statement in @Async"
            + " code compiled with weft-processor, or await closeAsync()");
  }
}
