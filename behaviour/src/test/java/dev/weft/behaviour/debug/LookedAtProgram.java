package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.toThread;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import java.time.Duration;

/** A program that waits until its input ends, for commands that look into it. */
final class LookedAtProgram {
  private LookedAtProgram() {}

  @Async
  static Coroutine<Void> main() {
    AsyncQueue<String> orders = new AsyncQueue<>();
    Task<Void> cook = createTask(cooks(orders), "cook");
    Task<Void> clock = createTask(ticks(), "clock");
    await(sleep(Duration.ofMillis(1)));
    System.out.println("ready");
    await(toThread(() -> System.in.read()));
    cook.cancel();
    clock.cancel();
    return done();
  }

  @Async
  private static Coroutine<Void> cooks(AsyncQueue<String> orders) {
    while (true) {
      await(prepares(await(orders.get())));
    }
  }

  @Async
  private static Coroutine<Void> prepares(String order) {
    await(sleep(Duration.ofSeconds(order.length())));
    return done();
  }

  @Async
  private static Coroutine<Void> ticks() {
    while (true) {
      await(sleep(Duration.ofHours(1)));
    }
  }

  /** Started by CommandLineTest. */
  public static void main(String[] arguments) {
    Asyncio.run(main());
  }
}
