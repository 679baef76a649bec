import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

class AwaitedTwice {
  @Async
  Coroutine<Integer> twice(Coroutine<Integer> price, boolean again) {
    int first = await(price);
    // warning: [AwaitedTwice]
    return done(first + await(price));
  }

  @Async
  Coroutine<Integer> taskAndAwait() {
    Coroutine<Integer> price = sleep(Duration.ofSeconds(1), 1);
    Task<Integer> task = createTask(price);
    if (task.isDone()) {
      return done(1);
    }
    // warning: [AwaitedTwice]
    return done(await(price));
  }

  @Async
  Coroutine<Integer> inALoop(List<String> skus, Coroutine<Integer> price) {
    int sum = 0;
    for (String sku : skus) {
      // warning: [AwaitedTwice]
      sum += sku.length() * await(price);
    }
    return done(sum);
  }

  @Async
  Coroutine<Integer> once(List<String> skus, Coroutine<Integer> price, boolean early) {
    if (early) {
      return done(await(price));
    }
    for (String sku : skus) {
      Coroutine<String> own = sleep(Duration.ofSeconds(1), sku);
      await(own);
    }
    for (String sku : skus) {
      if (sku.isEmpty()) {
        return done(await(price));
      }
    }
    return done(await(price));
  }

  @Async
  Coroutine<Integer> oneOfTwo(boolean first) {
    Coroutine<Integer> price = sleep(Duration.ofSeconds(1), 1);
    int sum = first ? await(price) : 0;
    sum += first ? 0 : await(price);
    await(gather(price, price));
    return done(sum);
  }

  @Async
  Coroutine<Integer> anew() {
    Coroutine<Integer> price = sleep(Duration.ofSeconds(1), 1);
    int sum = await(price);
    price = sleep(Duration.ofSeconds(1), 1);
    return done(sum + await(price));
  }

  @Async
  Coroutine<Integer> task() {
    Task<Integer> price = createTask(sleep(Duration.ofSeconds(1), 1));
    return done(await(price) + await(price));
  }
}
