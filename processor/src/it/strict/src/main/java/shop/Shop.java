package shop;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.AsyncFacade;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.time.Duration;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import lombok.SneakyThrows;
import lombok.val;

/** Suspends, resumes, and fails the build if that gives a wrong sum. */
@AsyncFacade
@RequiredArgsConstructor
public final class Shop {
  @Getter private final int base;

  @Async
  Coroutine<Integer> price(int number) {
    val pause = sleep(Duration.ofMillis(1));
    await(pause);
    return done(getBase() + number);
  }

  @Async
  @SneakyThrows
  Coroutine<Integer> total() {
    Task<Integer> first = createTask(price(1));
    val second = await(price(10));
    if (second < 0) {
      throw new Exception("negative");
    }
    return done(second * await(first));
  }

  /** Compares with the sum made by hand. */
  public static void main(String[] arguments) {
    int total = run(new Shop(1).total());
    if (total != 22 || new ShopBlocking(new Shop(1)).total() != 22) {
      throw new AssertionError(total);
    }
  }
}
