package dev.weft.behaviour;

import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.compiled.AsyncLambda;
import dev.weft.compiled.Frame;
import java.util.concurrent.Callable;

/**
 * Async lambdas made of calls of async methods, checked exceptions included. One interface each,
 * where {@link Trace#lambda} gives an object that is all of them and would be ambiguous.
 */
final class Blocks {
  private Blocks() {}

  /** A call that makes a coroutine. */
  interface AsyncCall<A, R> {
    Coroutine<R> on(A argument) throws Exception;
  }

  static <R> AsyncCallable<R> block(Callable<Coroutine<R>> call) {
    return new AsyncLambda<Object, R>(nothing -> (Frame<?>) called(ignored -> call.call(), ""));
  }

  static <A, R> AsyncFunction<A, R> function(AsyncCall<A, R> call) {
    return new AsyncLambda<>(argument -> (Frame<?>) called(call, cast(argument)));
  }

  private static <A, R> Coroutine<R> called(AsyncCall<A, R> call, A argument) {
    try {
      return call.on(argument);
    } catch (Exception e) {
      throw new AssertionError("the call of an async method only makes its coroutine", e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <A> A cast(Object argument) {
    return (A) argument;
  }
}
