import static dev.weft.Asyncio.await;

import dev.weft.Future;

class AwaitInInitializer {
  static Future<Integer> future;

  // error: [AwaitInInitializer]
  static int constant = await(future);

  // error: [AwaitInInitializer]
  int field = 1 + await(future);

  static {
    // error: [AwaitInInitializer]
    await(future);
  }

  {
    // error: [AwaitInInitializer]
    await(future);
  }

  enum Color {
    // error: [AwaitInInitializer]
    RED(await(future));

    Color(int code) {}
  }

  interface Constants {
    // error: [AwaitInInitializer]
    int SIZE = await(future);
  }
}
