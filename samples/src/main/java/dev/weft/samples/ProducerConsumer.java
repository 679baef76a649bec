package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import java.time.Duration;

/** Five items through a queue with room for two: a fast producer waits for a slow consumer. */
public final class ProducerConsumer {
  private ProducerConsumer() {}

  @Async
  static Coroutine<Void> produce(AsyncQueue<Integer> queue) {
    for (int item = 1; item <= 5; item++) {
      await(queue.put(item));
      System.out.println("produced " + item);
    }
    queue.shutdown(false); // What is in it can still be got.
    return done();
  }

  @Async
  static Coroutine<Void> consume(AsyncQueue<Integer> queue) {
    try {
      while (true) {
        int item = await(queue.get());
        await(sleep(Duration.ofSeconds(1)));
        System.out.println("consumed " + item);
      }
    } catch (QueueShutDownException end) {
      System.out.println("no more items");
    }
    return done();
  }

  @Async
  static Coroutine<Void> program() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(2);
    await(gather(produce(queue), consume(queue)));
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
