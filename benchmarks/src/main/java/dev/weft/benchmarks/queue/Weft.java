package dev.weft.benchmarks.queue;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.benchmarks.OnWeft;
import dev.weft.benchmarks.Sizes;
import dev.weft.sync.AsyncQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** What does it cost to hand an item from one task to another? */
@OperationsPerInvocation(Sizes.ITEMS)
public class Weft extends OnWeft {
  private static final int ITEMS = Sizes.shrunk(Sizes.ITEMS);

  /** A ball goes to and fro between two tasks, over two queues for one item; once is one item. */
  @Benchmark
  public int pingPong() {
    return run(playing());
  }

  /** One task fills a queue of 1,024, the other empties it. */
  @Benchmark
  public int buffered() {
    return run(passing());
  }

  @Async
  private static Coroutine<Integer> playing() {
    AsyncQueue<Integer> there = new AsyncQueue<>(1);
    AsyncQueue<Integer> back = new AsyncQueue<>(1);
    Task<Void> partner = createTask(returning(there, back));
    int sum = 0;
    for (int i = 0; i < ITEMS / 2; i++) {
      await(there.put(i & 63));
      sum += await(back.get());
    }
    await(partner);
    return done(sum);
  }

  @Async
  private static Coroutine<Void> returning(AsyncQueue<Integer> there, AsyncQueue<Integer> back) {
    for (int i = 0; i < ITEMS / 2; i++) {
      await(back.put(await(there.get())));
    }
    return done();
  }

  @Async
  private static Coroutine<Integer> passing() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(Sizes.CAPACITY);
    Task<Void> producer = createTask(filling(queue));
    int sum = 0;
    for (int i = 0; i < ITEMS; i++) {
      sum += await(queue.get());
    }
    await(producer);
    return done(sum);
  }

  @Async
  private static Coroutine<Void> filling(AsyncQueue<Integer> queue) {
    for (int i = 0; i < ITEMS; i++) {
      await(queue.put(i & 63));
    }
    return done();
  }
}
