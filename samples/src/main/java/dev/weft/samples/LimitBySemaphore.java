package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.BoundedAsyncSemaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ten fetches, never more than three at a time. */
@SuppressWarnings("try") // A permit is there to be closed.
public final class LimitBySemaphore {
  private final AsyncSemaphore limit = new AsyncSemaphore(3);
  private int inside;
  private int mostInside;

  private LimitBySemaphore() {}

  @Async
  Coroutine<Void> fetch() {
    try (var permit = await(limit.acquire())) {
      inside++; // No lock: nothing else runs between two awaits.
      mostInside = Math.max(mostInside, inside);
      await(sleep(Duration.ofSeconds(1)));
      inside--;
    }
    return done();
  }

  @Async
  static Coroutine<Void> program() {
    LimitBySemaphore fetches = new LimitBySemaphore();
    List<Coroutine<Void>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(fetches.fetch());
    }
    await(gather(all));
    System.out.println("never more than " + fetches.mostInside + " inside");

    BoundedAsyncSemaphore bounded = new BoundedAsyncSemaphore(1);
    try {
      bounded.release();
    } catch (IllegalStateException e) {
      System.out.println("bounded: released more often than acquired");
    }
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
