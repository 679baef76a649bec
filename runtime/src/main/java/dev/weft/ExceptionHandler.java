package dev.weft;

/** Told about failures that nobody receives: see {@link EventLoop#setExceptionHandler}. */
@FunctionalInterface
public interface ExceptionHandler {
  /**
   * Deals with a failure.
   *
   * @param loop where it happened
   * @param context what happened
   */
  void handle(EventLoop loop, ExceptionContext context);
}
