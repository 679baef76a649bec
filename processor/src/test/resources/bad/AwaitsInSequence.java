// options: -Aweft.lint=all
import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

class AwaitsInSequence {
  @Async
  Coroutine<Integer> price(String sku) {
    await(yieldNow());
    return done(sku.length());
  }

  @Async
  Coroutine<Integer> sum(List<String> skus, List<Task<Integer>> tasks) {
    int sum = 0;
    List<Integer> prices = new ArrayList<>();
    for (String sku : skus) {
      // note: [AwaitsInSequence]
      sum += await(price(sku));
    }
    for (String sku : skus) {
      // note: [AwaitsInSequence]
      prices.add(await(price(sku)));
    }
    // note: [AwaitsInSequence]
    for (String sku : skus) await(price(sku));

    for (Task<Integer> task : tasks) {
      sum += await(task);
    }
    for (String sku : skus) {
      await(sleep(Duration.ofSeconds(1)));
    }
    for (String sku : skus) {
      int price = await(price(sku));
      sum = sum * price;
    }
    return done(sum);
  }
}
