// options: -Aweft.lint=all
import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

class NothingAwaited {
  @Async
  // note: [NothingAwaited]
  Coroutine<Integer> one() {
    return done(1);
  }

  @Async
  // note: [NothingAwaited]
  Coroutine<Integer> onlyInside(List<Coroutine<Integer>> all) {
    AsyncCallable<Integer> lambda = () -> await(all.get(0));
    return done(lambda.hashCode());
  }

  interface Shop {
    Coroutine<Integer> price();
  }

  static class Free implements Shop {
    @Async
    @Override
    public Coroutine<Integer> price() {
      return done(0);
    }
  }

  @Async
  Coroutine<Integer> tail() {
    return onlyInside(List.of());
  }

  @Async
  Coroutine<Integer> loop(AsyncIterable<Integer> all) {
    int sum = 0;
    for (int each : all) {
      sum += each;
    }
    return done(sum);
  }

  @Async
  AsyncGenerator<Integer> generator() {
    emit(1);
    return end();
  }
}
