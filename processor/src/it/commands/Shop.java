import static dev.weft.Asyncio.*;

import dev.weft.*;
import java.time.Duration;

/** Awaits in a loop and a resource, and prints 22. */
public class Shop {
  static class Door implements AsyncCloseable {
    @Override
    public Coroutine<Void> closeAsync() {
      return yieldNow();
    }
  }

  @Async
  AsyncGenerator<Integer> prices() {
    for (int i = 1; ; i++) {
      emit(10 * i);
      await(sleep(Duration.ofMillis(1)));
    }
  }

  @Async
  Coroutine<Integer> total() {
    try (Door door = new Door()) {
      for (int price : prices()) {
        if (price == 20) {
          return done(price + 2);
        }
      }
    }
    return done(-1);
  }

  public static void main(String[] args) {
    System.out.println(run(new Shop().total()));
  }
}
