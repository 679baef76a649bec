package dev.weft;

/** An async lambda without a result: its body may await. */
@FunctionalInterface
public interface AsyncRunnable {
  /**
   * The body. Code that holds an {@code AsyncRunnable} runs it with {@code await(async(body))}.
   *
   * @throws Exception whatever the body throws
   */
  @Async
  void run() throws Exception;
}
