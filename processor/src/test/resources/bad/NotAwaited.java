import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

class NotAwaited {
  @Async
  Coroutine<Integer> price(String sku) {
    await(yieldNow());
    return done(sku.length());
  }

  @Async
  Coroutine<Void> dropped(List<String> skus) {
    // warning: [NotAwaited]
    price("apple");
    // warning: [NotAwaited]
    sleep(Duration.ofSeconds(1));
    // warning: [NotAwaited]
    skus.forEach(sku -> price(sku));
    // warning: [NotAwaited]
    skus.forEach(this::price);
    return done();
  }

  void elsewhere(Runnable other) {
    // warning: [NotAwaited]
    price("apple");
    // warning: [NotAwaited]
    Runnable runnable = () -> price("pear");
    runnable.run();
  }

  interface Failing {
    void call() throws Throwable;
  }

  void assertions() {
    Failing failing = () -> price("apple");
  }

  <T> T verify(T mock) {
    return mock;
  }

  void mocks() {
    verify(this).price("apple");
  }

  @Async
  Coroutine<Void> used(List<String> skus) {
    await(price("apple"));
    Coroutine<Integer> later = price("pear");
    createTask(later);
    List<Coroutine<Integer>> all = new ArrayList<>();
    skus.forEach(sku -> all.add(price(sku)));
    skus.stream().map(this::price).forEach(all::add);
    await(gather(all));
    price("plum").close();
    return sleep(Duration.ofSeconds(1));
  }

  @Async
  @SuppressWarnings("weft:NotAwaited")
  Coroutine<Void> suppressed() {
    price("apple");
    await(yieldNow());
    return done();
  }
}

/** Speaks of Weft nowhere else. */
class NotAwaitedByALambda {
  void all(NotAwaited shop, List<String> skus) {
    // warning: [NotAwaited]
    skus.forEach(sku -> shop.price(sku));
  }
}

/** Nor does this. */
class NotAwaitedByAReference {
  void all(NotAwaited shop, List<String> skus) {
    // warning: [NotAwaited]
    skus.forEach(shop::price);
  }
}
