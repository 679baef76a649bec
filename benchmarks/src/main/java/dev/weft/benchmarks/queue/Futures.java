package dev.weft.benchmarks.queue;

import dev.weft.benchmarks.RunQueue;
import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A queue of futures; what is done already is taken without a callback. */
@OperationsPerInvocation(Sizes.ITEMS)
@SuppressWarnings("FutureReturnValueIgnored") // RunQueue.run tells of a step that failed.
public class Futures extends Workload {
  private static final int ITEMS = Sizes.shrunk(Sizes.ITEMS);

  private final RunQueue loop = new RunQueue();

  /** A ball goes to and fro between two chains, over two queues for one item. */
  @Benchmark
  public int pingPong() {
    FutureQueue<Integer> there = new FutureQueue<>(1);
    FutureQueue<Integer> back = new FutureQueue<>(1);
    new Partner(there, back).next();
    Player player = new Player(there, back);
    player.next();
    return loop.run(player.sum);
  }

  /** One chain fills a queue of 1,024, the other empties it. */
  @Benchmark
  public int buffered() {
    FutureQueue<Integer> queue = new FutureQueue<>(Sizes.CAPACITY);
    Consumer consumer = new Consumer(queue);
    consumer.next();
    new Producer(queue).next();
    return loop.run(consumer.sum);
  }

  /** A put of the first player's cannot wait: the queue is empty when it is its turn. */
  private final class Player {
    private final FutureQueue<Integer> there;
    private final FutureQueue<Integer> back;
    private final CompletableFuture<Integer> sum = new CompletableFuture<>();
    private int played;
    private int soFar;

    Player(FutureQueue<Integer> there, FutureQueue<Integer> back) {
      this.there = there;
      this.back = back;
    }

    void next() {
      if (played < ITEMS / 2) {
        there.put(played++ & 63).thenCompose(put -> back.take()).thenAcceptAsync(this::got, loop);
      } else {
        sum.complete(soFar);
      }
    }

    private void got(int ball) {
      soFar += ball;
      next();
    }
  }

  private final class Partner {
    private final FutureQueue<Integer> there;
    private final FutureQueue<Integer> back;
    private int played;

    Partner(FutureQueue<Integer> there, FutureQueue<Integer> back) {
      this.there = there;
      this.back = back;
    }

    void next() {
      if (played++ < ITEMS / 2) {
        there.take().thenCompose(back::put).thenRunAsync(this::next, loop);
      }
    }
  }

  private final class Producer {
    private final FutureQueue<Integer> queue;
    private int put;

    Producer(FutureQueue<Integer> queue) {
      this.queue = queue;
    }

    void next() {
      while (put < ITEMS) {
        CompletableFuture<Void> admitted = queue.put(put++ & 63);
        if (!admitted.isDone()) {
          admitted.thenRunAsync(this::next, loop);
          return;
        }
      }
    }
  }

  private final class Consumer {
    private final FutureQueue<Integer> queue;
    private final CompletableFuture<Integer> sum = new CompletableFuture<>();
    private int taken;
    private int soFar;

    Consumer(FutureQueue<Integer> queue) {
      this.queue = queue;
    }

    void next() {
      while (taken < ITEMS) {
        CompletableFuture<Integer> item = queue.take();
        if (!item.isDone()) {
          item.thenAcceptAsync(this::got, loop);
          return;
        }
        soFar += item.join();
        taken++;
      }
      sum.complete(soFar);
    }

    private void got(int item) {
      soFar += item;
      taken++;
      next();
    }
  }
}
