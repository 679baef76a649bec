package shop;

import static dev.weft.Asyncio.*;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;
import lombok.val;

/** Has no annotation but ours, and needs Lombok all the same. */
public final class Shop {
  @Async
  static Coroutine<Integer> price() {
    val pause = sleep(Duration.ofMillis(1), 22);
    return done(await(pause));
  }

  public static void main(String[] arguments) {
    int price = run(price());
    if (price != 22) {
      throw new AssertionError(price);
    }
  }
}
