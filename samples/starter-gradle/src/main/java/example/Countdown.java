package example;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.AsyncGenerator;
import dev.weft.Coroutine;
import java.time.Duration;
import java.util.function.IntConsumer;

/** Counts down, one number a second: a generator, and a loop that awaits its elements. */
public final class Countdown {
  private Countdown() {}

  @Async
  static AsyncGenerator<Integer> from(int first) {
    for (int number = first; number > 0; number--) {
      emit(number);
      await(sleep(Duration.ofSeconds(1)));
    }
    return end();
  }

  @Async
  static Coroutine<Void> tell(int first, IntConsumer listener) {
    for (int number : from(first)) {
      listener.accept(number);
    }
    return done();
  }

  /** Takes three seconds. */
  public static void main(String[] args) {
    run(tell(3, System.out::println));
  }
}
