package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.gatherSettled;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Outcome;
import java.time.Duration;

/**
 * When one of several fails: {@code gather} throws the first failure while the others go on, {@code
 * gatherSettled} waits for all and gives every outcome.
 */
public final class GatherFailures {
  private GatherFailures() {}

  @Async
  static Coroutine<Integer> half(int number) {
    await(sleep(Duration.ofSeconds(number)));
    if (number % 2 != 0) {
      throw new IllegalArgumentException(number + " is odd");
    }
    System.out.println("halved " + number);
    return done(number / 2);
  }

  @Async
  static Coroutine<Void> program() {
    try {
      await(gather(half(1), half(2)));
    } catch (IllegalArgumentException e) {
      System.out.println("gather: " + e.getMessage());
    }
    await(sleep(Duration.ofSeconds(2))); // The other one has gone on.

    for (Outcome<Integer> outcome : await(gatherSettled(half(4), half(3)))) {
      if (outcome instanceof Outcome.Success<Integer> success) {
        System.out.println("settled: " + success.value());
      } else if (outcome instanceof Outcome.Failure<Integer> failure) {
        System.out.println("settled: " + failure.error().getMessage());
      }
    }
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
