import static dev.weft.Asyncio.async;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncConsumer;
import dev.weft.AsyncFunction;
import dev.weft.AsyncRunnable;
import dev.weft.Coroutine;
import java.util.function.Function;

class AsyncFunctionCalled {
  @Async
  Coroutine<Void> calls(
      AsyncCallable<Integer> callable,
      AsyncRunnable runnable,
      AsyncFunction<Integer, Integer> function,
      AsyncConsumer<Integer> consumer,
      Function<Integer, Integer> plain)
      throws Exception {
    // error: [AsyncFunctionCalled]
    int a = callable.call();
    // error: [AsyncFunctionCalled]
    runnable.run();
    // error: [AsyncFunctionCalled]
    int b = function.apply(1);
    // error: [AsyncFunctionCalled]
    consumer.accept(1);
    int c = plain.apply(1) + await(async(callable));
    return done();
  }
}
