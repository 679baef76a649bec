package dev.weft.benchmarks.queue;

import dev.weft.benchmarks.OnThreads;
import dev.weft.benchmarks.Sizes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** The JDK's blocking queues between virtual threads. */
@OperationsPerInvocation(Sizes.ITEMS)
public class Threads extends OnThreads {
  private static final int ITEMS = Sizes.shrunk(Sizes.ITEMS);

  /** A ball goes to and fro between two threads, over two queues for one item. */
  @Benchmark
  public int pingPong() throws InterruptedException, ExecutionException {
    return run(this::playing);
  }

  /** One thread fills a queue of 1,024, the other empties it. */
  @Benchmark
  public int buffered() throws InterruptedException, ExecutionException {
    return run(this::passing);
  }

  private int playing() throws InterruptedException, ExecutionException {
    BlockingQueue<Integer> there = new ArrayBlockingQueue<>(1);
    BlockingQueue<Integer> back = new ArrayBlockingQueue<>(1);
    Future<Integer> partner = start(returning(there, back));
    int sum = 0;
    for (int i = 0; i < ITEMS / 2; i++) {
      there.put(i & 63);
      sum += back.take();
    }
    partner.get();
    return sum;
  }

  private static Callable<Integer> returning(
      BlockingQueue<Integer> there, BlockingQueue<Integer> back) {
    return () -> {
      for (int i = 0; i < ITEMS / 2; i++) {
        back.put(there.take());
      }
      return ITEMS;
    };
  }

  private int passing() throws InterruptedException, ExecutionException {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(Sizes.CAPACITY);
    Future<Integer> producer = start(filling(queue));
    int sum = 0;
    for (int i = 0; i < ITEMS; i++) {
      sum += queue.take();
    }
    producer.get();
    return sum;
  }

  private static Callable<Integer> filling(BlockingQueue<Integer> queue) {
    return () -> {
      for (int i = 0; i < ITEMS; i++) {
        queue.put(i & 63);
      }
      return ITEMS;
    };
  }
}
