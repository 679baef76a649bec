package dev.weft;

/**
 * An async lambda with an argument and no result: its body may await.
 *
 * @param <A> what the body is given
 */
@FunctionalInterface
public interface AsyncConsumer<A> {
  /**
   * The body. Code that holds an {@code AsyncConsumer} runs it with {@code await(async(fn, arg))}.
   *
   * @param argument what the body works on
   * @throws Exception whatever the body throws
   */
  @Async
  void accept(A argument) throws Exception;
}
