package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link ExceptionHandler} is told: something went wrong and nobody is there to receive it.
 *
 * @param message what happened, in asyncio's words
 * @param exception the failure, or null
 * @param task the task concerned, or null; also null if it was collected
 * @param future the future concerned, or null; also null if it was collected
 * @param handle the callback concerned, or null
 * @param about what is known of it in words, or null
 */
public record ExceptionContext(
    String message,
    @Nullable Throwable exception,
    @Nullable Task<?> task,
    @Nullable Future<?> future,
    @Nullable Handle handle,
    @Nullable String about) {

  /**
   * A context with nothing but a message.
   *
   * @param message what happened
   * @return a new context
   */
  public static ExceptionContext of(String message) {
    return new ExceptionContext(message, null, null, null, null, null);
  }

  /**
   * The same with a failure.
   *
   * @param error what was thrown
   * @return a new context
   */
  public ExceptionContext withException(Throwable error) {
    return new ExceptionContext(message, error, task, future, handle, about);
  }

  /**
   * The same with the future or task concerned.
   *
   * @param concerned a future or task, or null
   * @return a new context
   */
  public ExceptionContext with(@Nullable Future<?> concerned) {
    return concerned instanceof Task<?> its
        ? new ExceptionContext(message, exception, its, future, handle, about)
        : new ExceptionContext(message, exception, task, concerned, handle, about);
  }

  /**
   * The same with the callback concerned.
   *
   * @param concerned a handle, or null
   * @return a new context
   */
  public ExceptionContext with(@Nullable Handle concerned) {
    return new ExceptionContext(message, exception, task, future, concerned, about);
  }

  /**
   * The same with a description for people.
   *
   * @param words what is known
   * @return a new context
   */
  public ExceptionContext withAbout(String words) {
    return new ExceptionContext(message, exception, task, future, handle, words);
  }
}
