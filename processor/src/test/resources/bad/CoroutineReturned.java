import static dev.weft.Asyncio.async;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.AsyncRunnable;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.util.function.Supplier;

class CoroutineReturned {
  @Async
  static Coroutine<Integer> price() {
    return done(1);
  }

  void functions() {
    // error: [CoroutineReturned]
    AsyncCallable<Object> lambda = () -> price();
    // error: [CoroutineReturned]
    AsyncCallable<Object> reference = CoroutineReturned::price;
    AsyncFunction<Integer, Object> block =
        n -> {
          if (n > 1) {
            return n;
          }
          // error: [CoroutineReturned]
          return price();
        };
    // error: [CoroutineReturned]
    AsyncRunnable dropped = () -> price();
    AsyncCallable<Integer> fine = () -> await(price());
    Supplier<Coroutine<Integer>> other = CoroutineReturned::price;
  }
}
