package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import java.time.Duration;

/** The plain {@code for} loop over elements that have to be waited for. */
public final class AsyncForLoop {
  private AsyncForLoop() {}

  /** Numbers downwards, one a second. A generator would be shorter: see Generators. */
  @SuppressWarnings("IterableAndIterator") // Iterated once.
  private static final class Countdown implements AsyncIterable<Integer>, AsyncIterator<Integer> {
    private int next;

    Countdown(int from) {
      this.next = from + 1;
    }

    @Override
    public AsyncIterator<Integer> iterator() {
      return this;
    }

    @Override
    @Async
    public Coroutine<Boolean> advance() {
      await(sleep(Duration.ofSeconds(1)));
      return done(--next >= 0);
    }

    @Override
    public Integer next() {
      return next;
    }
  }

  @Async
  static Coroutine<Void> program() {
    for (int n : new Countdown(4)) {
      System.out.println(n == 0 ? "go" : n);
    }
    int evens =
        await(new Countdown(100).filter(n -> n % 2 == 0).map(n -> 1).take(30).toList()).size();
    System.out.println(evens + " even numbers");
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
