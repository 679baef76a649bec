import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;

class AwaitInSynchronizedBlock {
  private final Object lock = new Object();

  @Async
  Coroutine<Integer> held(Future<Integer> f) {
    synchronized (lock) {
      // error: [AwaitInSynchronized]
      int a = await(f);
      // The same mistake, so the same error.
      return done(a + await(f));
    }
  }

  @Async
  Coroutine<Integer> inAnInnerBlock(Future<Integer> f) {
    synchronized (lock) {
      for (int i = 0; i < 3; i++) {
        try {
          // error: [AwaitInSynchronized]
          i += await(f);
        } finally {
          i++;
        }
      }
    }
    return done(1);
  }

  @Async
  Coroutine<Integer> theLockItselfMayBeAwaited(Future<Integer> f) {
    synchronized (await(f)) {
      return done(1);
    }
  }
}
