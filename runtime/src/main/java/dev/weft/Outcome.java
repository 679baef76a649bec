package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * How something ended: with a value or with a failure. What {@link Asyncio#gatherSettled} gives for
 * each of its arguments.
 *
 * <pre>{@code
 * for (Outcome<Integer> outcome : await(gatherSettled(load("apples"), load("pears")))) {
 *   if (outcome instanceof Outcome.Failure<Integer> failure) {
 *     System.out.println("failed: " + failure.error());
 *   }
 * }
 * }</pre>
 *
 * @param <T> the value
 */
public sealed interface Outcome<T extends @Nullable Object> {
  /**
   * The value, or the failure thrown as it is.
   *
   * @return the value of a success
   */
  T get();

  /**
   * It ended with a value.
   *
   * @param value the value
   * @param <T> its type
   */
  record Success<T extends @Nullable Object>(T value) implements Outcome<T> {
    @Override
    public T get() {
      return value;
    }
  }

  /**
   * It ended with a failure.
   *
   * @param error what it failed with; a {@link CancelledError} if it was cancelled
   * @param <T> the type the value would have had
   */
  record Failure<T extends @Nullable Object>(Throwable error) implements Outcome<T> {
    @Override
    public T get() {
      throw Sneaky.rethrow(error);
    }
  }
}
