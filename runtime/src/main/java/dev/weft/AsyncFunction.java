package dev.weft;

/**
 * An async lambda with an argument and a result: its body may await and returns plainly.
 *
 * @param <A> what the body is given
 * @param <R> what the body returns
 */
@FunctionalInterface
public interface AsyncFunction<A, R> {
  /**
   * The body. Code that holds an {@code AsyncFunction} runs it with {@code await(async(fn, arg))}.
   *
   * @param argument what the body works on
   * @return the result
   * @throws Exception whatever the body throws
   */
  @Async
  R apply(A argument) throws Exception;
}
