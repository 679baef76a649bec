package dev.weft;

/**
 * An async lambda with a result: its body may await and returns plainly.
 *
 * @param <T> what the body returns
 */
@FunctionalInterface
public interface AsyncCallable<T> {
  /**
   * The body. Code that holds an {@code AsyncCallable} runs it with {@code await(async(body))}.
   *
   * @return the result
   * @throws Exception whatever the body throws
   */
  @Async
  T call() throws Exception;
}
