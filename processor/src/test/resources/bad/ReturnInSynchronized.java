import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;

class ReturnInSynchronized {
  private int tries;

  @Async
  Coroutine<Integer> tail(Future<Integer> f) {
    int a = await(f);
    synchronized (this) {
      try {
        if (a > 1) {
          return done(a);
        }
        // error: [ReturnInSynchronized]
        return other();
      } finally {
        tries++;
      }
    }
  }

  @Async
  Coroutine<Integer> nothingToFinish() {
    synchronized (this) {
      return other();
    }
  }

  Coroutine<Integer> other() {
    synchronized (this) {
      return done(1);
    }
  }
}
