import static dev.weft.Asyncio.*;

import dev.weft.Future;
import java.util.concurrent.locks.Condition;
import java.util.function.Function;

class ShadowedAwaitIsNoError {
  static class Own {
    static <T> T await(Future<T> future) {
      return null;
    }

    int call(Future<Integer> f) {
      return await(f);
    }

    final Function<Future<Integer>, Integer> reference = Own::await;
  }

  static class Asyncio {
    static int await(Future<Integer> future) {
      return 1;
    }
  }

  void others(Condition condition, Future<Integer> f) throws InterruptedException {
    condition.await();
    Asyncio.await(f);
    synchronized (this) {
      Asyncio.await(f);
    }
  }

  void imported(Future<Integer> f) {
    // error: [AwaitOutsideAsync]
    await(f);
  }
}
