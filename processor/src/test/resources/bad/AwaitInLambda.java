import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;
import java.util.List;
import java.util.function.Function;

class AwaitInLambda {
  @Async
  Coroutine<Integer> inStream(List<Future<Integer>> futures) {
    // error: [AwaitInLambda]
    return done(futures.stream().mapToInt(f -> await(f)).sum());
  }

  @Async
  Coroutine<Void> inRunnable(Future<Integer> f) {
    Runnable r =
        () -> {
          // error: [AwaitInLambda]
          await(f);
          await(f);
        };
    r.run();
    return done();
  }

  // error: [AwaitInLambda]
  final Function<Future<Integer>, Integer> field = f -> await(f);

  Runnable insideALock(Future<Integer> f) {
    synchronized (this) {
      // error: [AwaitInLambda]
      return () -> await(f);
    }
  }
}
