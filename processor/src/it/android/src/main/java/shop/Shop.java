package shop;

import static dev.weft.Asyncio.*;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.time.Duration;

/** Suspends, resumes, and fails the build if that gives a wrong sum. */
public final class Shop {
  private final int base;

  private Shop(int base) {
    this.base = base;
  }

  @Async
  Coroutine<Integer> price(int number) {
    await(sleep(Duration.ofMillis(1)));
    return done(base + number);
  }

  @Async
  Coroutine<Integer> total() {
    Task<Integer> first = createTask(price(1));
    return done(await(price(10)) * await(first));
  }

  public static void main(String[] arguments) {
    int total = run(new Shop(1).total());
    if (total != 22) {
      throw new AssertionError(total);
    }
  }
}
