package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ten items, three workers: {@code join} waits for the work, a sentinel sends each one home. */
public final class WorkerPool {
  private static final int GO_HOME = -1;

  private WorkerPool() {}

  @Async
  static Coroutine<Integer> worker(AsyncQueue<Integer> queue) {
    int handled = 0;
    while (true) {
      int item = await(queue.get());
      try {
        if (item == GO_HOME) {
          return done(handled);
        }
        await(sleep(Duration.ofSeconds(1)));
        handled++;
      } finally {
        queue.taskDone();
      }
    }
  }

  @Async
  static Coroutine<Void> program() {
    long start = EventLoop.running().time();
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    List<Task<Integer>> workers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      workers.add(createTask(worker(queue)));
    }
    for (int item = 0; item < 10; item++) {
      await(queue.put(item));
    }
    await(queue.join());
    long seconds = (EventLoop.running().time() - start) / 1_000_000_000;
    System.out.println("10 items after " + seconds + " s");

    for (int i = 0; i < 3; i++) {
      await(queue.put(GO_HOME));
    }
    System.out.println("handled by each worker: " + await(gather(workers)));
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
