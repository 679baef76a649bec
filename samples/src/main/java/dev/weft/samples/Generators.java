package dev.weft.samples;

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
import java.util.List;

/** A generator makes its elements one by one, each when it is asked for. */
public final class Generators {
  private Generators() {}

  /** The pages of a service, until one is empty. */
  @Async
  static AsyncGenerator<List<String>> pages() {
    try {
      for (int page = 1; page <= 3; page++) {
        await(sleep(Duration.ofMillis(100)));
        System.out.println("fetched page " + page);
        emit(List.of("item " + page + "a", "item " + page + "b"));
      }
    } finally {
      await(sleep(Duration.ofMillis(100)));
      System.out.println("logged out");
    }
    return end();
  }

  /** Generators are built of generators. */
  @Async
  static AsyncGenerator<String> items() {
    for (List<String> page : pages()) {
      for (String item : page) {
        emit(item);
      }
    }
    return end();
  }

  @Async
  static Coroutine<Void> program() {
    for (String item : items()) {
      System.out.println(item);
      if (item.equals("item 2a")) {
        break; // Nobody wants page 3: it is not fetched, and both finally blocks are awaited.
      }
    }
    System.out.println("the first three: " + await(items().take(3).toList()));
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
