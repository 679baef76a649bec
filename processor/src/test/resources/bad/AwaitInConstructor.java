import static dev.weft.Asyncio.await;

import dev.weft.Future;

class AwaitInConstructor {
  final int value;

  AwaitInConstructor(Future<Integer> f) {
    // error: [AwaitInConstructor]
    value = await(f);
  }

  AwaitInConstructor(Future<Integer> f, int more) {
    // error: [AwaitInConstructor]
    this(await(f) + more, "");
  }

  AwaitInConstructor(int value, String text) {
    this.value = value;
  }

  static class Sub extends AwaitInConstructor {
    Sub(Future<Integer> f) {
      // error: [AwaitInConstructor]
      super(await(f), "");
    }
  }

  record Pair(Future<Integer> f) {
    Pair {
      // error: [AwaitInConstructor]
      await(f);
    }
  }
}
