import static dev.weft.Asyncio.async;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.Future;
import java.util.function.Function;

class AsyncLambdaNotYet {
  interface Handler {
    Coroutine<String> handle(Future<String> request);

    @Override
    boolean equals(Object other);
  }

  void lambdas(Future<String> f) {
    // error: [AsyncLambdaNotYet]
    AsyncCallable<String> callable = () -> await(f);
    // error: [AsyncLambdaNotYet]
    async(() -> await(f));
    // error: [AsyncLambdaNotYet]
    Function<Future<String>, Coroutine<String>> function = request -> done(await(request));
    // error: [AsyncLambdaNotYet]
    Handler handler = request -> done(await(request));
  }
}
