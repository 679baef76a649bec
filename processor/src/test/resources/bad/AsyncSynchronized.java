import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;

class AsyncSynchronized {
  @Async
  // error: [AsyncSynchronized]
  synchronized Coroutine<Integer> value(Future<Integer> f) {
    return done(await(f));
  }

  @Async
  // error: [AsyncSynchronized]
  static synchronized Coroutine<Integer> ofClass() {
    return done(1);
  }
}
