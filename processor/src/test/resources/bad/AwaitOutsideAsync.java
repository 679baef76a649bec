import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.Future;
import java.util.function.Supplier;

class AwaitOutsideAsync {
  int plain(Future<Integer> f) {
    // error: [AwaitOutsideAsync]
    int a = await(f);
    return a + await(f);
  }

  Coroutine<Integer> forgotten(Future<Integer> f) {
    // error: [AwaitOutsideAsync]
    return done(Asyncio.await(f));
  }

  static int qualified(Future<Integer> f) {
    // error: [AwaitOutsideAsync]
    return dev.weft.Asyncio.<Integer>await(f);
  }

  @Async
  Coroutine<Integer> classesInside(Future<Integer> f) {
    class Local {
      int get() {
        // error: [AwaitOutsideAsync]
        return await(f);
      }

      @Async
      Coroutine<Integer> legal() {
        return done(await(f));
      }
    }
    Supplier<Integer> anonymous =
        new Supplier<>() {
          @Override
          public Integer get() {
            // error: [AwaitOutsideAsync]
            return await(f);
          }
        };
    return done(new Local().get() + anonymous.get());
  }

  class Inner {
    void method(Future<Integer> f) {
      // error: [AwaitOutsideAsync]
      await(f);
    }
  }

  interface Default {
    default void method(Future<Integer> f) {
      // error: [AwaitOutsideAsync]
      await(f);
    }
  }
}

class SecondInTheFile {
  void method(Future<Integer> f) {
    // error: [AwaitOutsideAsync]
    await(f);
  }
}
