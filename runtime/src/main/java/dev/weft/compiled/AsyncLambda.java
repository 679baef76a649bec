package dev.weft.compiled;

import dev.weft.AsyncCallable;
import dev.weft.AsyncConsumer;
import dev.weft.AsyncFunction;
import dev.weft.AsyncRunnable;
import org.jspecify.annotations.Nullable;

/**
 * An async lambda that awaits: it makes a frame for each of its calls. For woven code only.
 *
 * @param <A> its argument
 * @param <R> its result
 */
public final class AsyncLambda<A, R>
    implements AsyncCallable<R>, AsyncRunnable, AsyncFunction<A, R>, AsyncConsumer<A> {
  /** Makes the frame of one call. */
  @FunctionalInterface
  public interface FrameMaker {
    /**
     * A fresh frame.
     *
     * @param argument the lambda's argument; null if it has none
     * @return the call
     */
    Frame<?> frame(@Nullable Object argument);
  }

  private final FrameMaker maker;

  /**
   * Wraps what the weaver made of the lambda.
   *
   * @param maker makes the frames
   */
  public AsyncLambda(FrameMaker maker) {
    this.maker = maker;
  }

  /**
   * What a woven call site gives in place of a lambda.
   *
   * @param maker makes the frames
   * @return the lambda
   */
  public static AsyncLambda<?, ?> of(FrameMaker maker) {
    return new AsyncLambda<>(maker);
  }

  /**
   * The frame of one call.
   *
   * @param argument the lambda's argument; null if it has none
   * @return the call, not started
   */
  public Frame<?> frame(@Nullable Object argument) {
    return maker.frame(argument);
  }

  @Override
  public R call() {
    throw calledDirectly("call()");
  }

  @Override
  public void run() {
    throw calledDirectly("run()");
  }

  @Override
  public R apply(A argument) {
    throw calledDirectly("apply(..)");
  }

  @Override
  public void accept(A argument) {
    throw calledDirectly("accept(..)");
  }

  private static IllegalStateException calledDirectly(String method) {
    return new IllegalStateException(
        method
            + " of an async lambda was called directly, but its body awaits: run it with"
            + " await(async(lambda)), or make it a task with createTask(lambda)");
  }
}
