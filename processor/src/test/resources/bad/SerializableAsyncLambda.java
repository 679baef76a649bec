import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.Future;
import java.io.Serializable;
import java.util.function.Function;

class SerializableAsyncLambda {
  interface Handler extends Serializable {
    Coroutine<String> handle(Future<String> request);
  }

  void lambdas(Future<String> f) {
    // error: [SerializableAsyncLambda]
    var callable = (AsyncCallable<String> & Serializable) () -> await(f);
    var function =
        (Function<Future<String>, Coroutine<String>> & Serializable)
            // error: [SerializableAsyncLambda]
            request -> done(await(request));
    // error: [SerializableAsyncLambda]
    Handler handler = request -> done(await(request));
    Handler plain = request -> done("no await, no error");
  }
}
