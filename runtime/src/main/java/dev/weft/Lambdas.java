package dev.weft;

import dev.weft.compiled.AsyncLambda;
import dev.weft.compiled.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Async lambdas as coroutines. One that awaits was woven and makes its own frame; one that does not
 * is simply called when the coroutine runs.
 */
final class Lambdas {
  private Lambdas() {}

  static <T> Coroutine<T> coroutine(AsyncCallable<T> body) {
    return body instanceof AsyncLambda<?, ?> woven ? frame(woven, null) : plain(body::call);
  }

  static Coroutine<Void> coroutine(AsyncRunnable body) {
    return body instanceof AsyncLambda<?, ?> woven
        ? frame(woven, null)
        : plain(
            () -> {
              body.run();
              return null;
            });
  }

  static <A, R> Coroutine<R> coroutine(AsyncFunction<A, R> body, A argument) {
    return body instanceof AsyncLambda<?, ?> woven
        ? frame(woven, argument)
        : plain(() -> body.apply(argument));
  }

  static <A> Coroutine<Void> coroutine(AsyncConsumer<A> body, A argument) {
    return body instanceof AsyncLambda<?, ?> woven
        ? frame(woven, argument)
        : plain(
            () -> {
              body.accept(argument);
              return null;
            });
  }

  private static <T> Coroutine<T> frame(AsyncLambda<?, ?> woven, @Nullable Object argument) {
    return Unchecked.cast(woven.frame(argument));
  }

  private interface Plain {
    @Nullable Object call() throws Exception;
  }

  private static <T> Coroutine<T> plain(Plain body) {
    return new Frame<>((self, call, task) -> Unchecked.<Plain>cast(self).call(), body);
  }
}
